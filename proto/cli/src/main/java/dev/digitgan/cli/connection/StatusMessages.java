package dev.digitgan.cli.connection;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.digitgan.text.VisibleText;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Optional;

/** Describes refused calls to people. */
public final class StatusMessages {
  private static final String DOMAIN = "digitgan.dev";

  private StatusMessages() {}

  /** Returns the code, the description and the fields that were at fault, if any, in one line. */
  public static String text(StatusRuntimeException refused) {
    StringBuilder text = new StringBuilder(refused.getStatus().getCode().name());
    String description = refused.getStatus().getDescription();
    if (description != null) {
      text.append(": ").append(withoutHandlers(description));
    }
    Throwable cause = refused.getStatus().getCause();
    if (cause != null && cause.getMessage() != null) {
      text.append(": ").append(cause.getMessage());
    }
    details(refused).forEach(detail -> appendViolations(detail, text));
    return VisibleText.folded(text.toString());
  }

  /** Returns the reason in a digitgan service's ErrorInfo; empty if no such service refused. */
  public static Optional<String> reason(StatusRuntimeException refused) {
    return details(refused).stream()
        .flatMap(detail -> errorInfo(detail).stream())
        .filter(info -> info.getDomain().equals(DOMAIN))
        .map(ErrorInfo::getReason)
        .findFirst();
  }

  private static List<Any> details(StatusRuntimeException refused) {
    Status status = StatusProto.fromThrowable(refused);
    return status == null ? List.of() : status.getDetailsList();
  }

  private static Optional<ErrorInfo> errorInfo(Any detail) {
    try {
      return detail.is(ErrorInfo.class)
          ? Optional.of(detail.unpack(ErrorInfo.class))
          : Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  /** Removes the names of Netty's handlers, which gRPC adds when it cannot connect. */
  private static String withoutHandlers(String description) {
    return description.strip().replaceAll("\\s*Channel Pipeline: \\[[^\\]]*]", "");
  }

  private static void appendViolations(Any detail, StringBuilder text) {
    if (!detail.is(BadRequest.class)) {
      return;
    }
    try {
      for (BadRequest.FieldViolation violation :
          detail.unpack(BadRequest.class).getFieldViolationsList()) {
        String said = violation.getField() + ": " + violation.getDescription();
        if (text.indexOf(said) < 0) {
          text.append("; ").append(said);
        }
      }
    } catch (InvalidProtocolBufferException e) {
      text.append("; (its details cannot be read)");
    }
  }
}
