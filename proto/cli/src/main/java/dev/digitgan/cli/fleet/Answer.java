package dev.digitgan.cli.fleet;

import dev.digitgan.cli.connection.StatusMessages;
import io.grpc.StatusRuntimeException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a replica says.
 *
 * @param value null if it refuses, or cannot be asked
 * @param problem why, or ""
 */
record Answer<T>(Replica replica, @Nullable T value, Kind kind, String problem) {
  /** Reasons of a replica that was asked and has not what it is asked for. */
  private static final Set<String> REFUSALS =
      Set.of("NO_MODEL", "NO_SUCH_VERSION", "INVALID_REQUEST", "INTERNAL");

  enum Kind {
    /** It says something. */
    ANSWERED,
    /** It says that it cannot, and would say so again. */
    REFUSED,
    /** It was not reached, or is busy, or lets this caller ask nothing. */
    NOT_ASKED
  }

  static <T> Answer<T> of(Replica replica, T value) {
    return new Answer<>(replica, value, Kind.ANSWERED, "");
  }

  static <T> Answer<T> failed(Replica replica, StatusRuntimeException failure) {
    Kind kind =
        StatusMessages.reason(failure).filter(REFUSALS::contains).isPresent()
            ? Kind.REFUSED
            : Kind.NOT_ASKED;
    return new Answer<>(replica, null, kind, StatusMessages.text(failure));
  }

  /** Of a name that has no address. */
  static <T> Answer<T> unresolved(Target target) {
    return new Answer<>(
        new Replica(target.address(), target.address().host()),
        null,
        Kind.NOT_ASKED,
        "the name has no address");
  }
}
