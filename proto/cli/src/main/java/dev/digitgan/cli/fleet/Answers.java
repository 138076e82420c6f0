package dev.digitgan.cli.fleet;

import dev.digitgan.cli.connection.ServerAddress;
import dev.digitgan.cli.connection.StatusMessages;
import dev.digitgan.command.ExitStatus;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a fleet's replicas, all of which were asked at once.
 *
 * @param least how many replicas there must be
 */
record Answers<T>(List<Answer<T>> all, int least) {
  Answers {
    all = List.copyOf(all);
  }

  /**
   * Judges whether every answer is good. One bad answer decides, even if other replicas cannot be
   * asked; too few replicas count only if each name has addresses and each replica answers.
   *
   * @return {@link ExitStatus#DONE}, {@link ExitStatus#NO} or {@link ExitStatus#FAILED}
   */
  int exitStatus(Predicate<Answer<T>> good) {
    if (all.stream().anyMatch(answer -> answer.kind != Kind.NOT_ASKED && !good.test(answer))) {
      return ExitStatus.NO;
    }
    if (all.stream().anyMatch(answer -> answer.kind == Kind.NOT_ASKED)) {
      return ExitStatus.FAILED;
    }
    return all.size() < least ? ExitStatus.NO : ExitStatus.DONE;
  }

  enum Kind {
    ANSWERED,
    /** The replica cannot answer, and would refuse again. */
    REFUSED,
    /** The replica could not be reached, is busy, or does not let this caller ask. */
    NOT_ASKED
  }

  /**
   * The answer of one replica.
   *
   * @param value null if the replica refused, or could not be asked
   * @param problem why there is no value, or ""
   */
  record Answer<T>(ServerAddress replica, @Nullable T value, Kind kind, String problem) {
    /** The reasons of a replica that was asked but does not have the answer. */
    private static final Set<String> REFUSALS =
        Set.of("NO_MODEL", "NO_SUCH_VERSION", "INVALID_REQUEST", "INTERNAL");

    static <T> Answer<T> failed(ServerAddress replica, StatusRuntimeException failure) {
      boolean refused = StatusMessages.reason(failure).filter(REFUSALS::contains).isPresent();
      return new Answer<>(
          replica, null, refused ? Kind.REFUSED : Kind.NOT_ASKED, StatusMessages.text(failure));
    }
  }
}
