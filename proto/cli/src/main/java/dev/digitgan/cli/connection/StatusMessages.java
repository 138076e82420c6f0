package dev.digitgan.cli.connection;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.digitgan.text.VisibleText;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Optional;

/** What a refused call says to a person. */
public final class StatusMessages {
  private static final String DOMAIN = "digitgan.dev";

  private StatusMessages() {}

  /** Code, description and, where there are some, the fields that were at fault; one line. */
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
    Status status = StatusProto.fromThrowable(refused);
    if (status != null) {
      status.getDetailsList().forEach(detail -> appendViolations(detail, text));
    }
    return VisibleText.folded(text.toString());
  }

  /**
   * The reason that a digitgan service gives in its ErrorInfo; empty where none of them refused.
   */
  public static Optional<String> reason(StatusRuntimeException refused) {
    Status status = StatusProto.fromThrowable(refused);
    if (status == null) {
      return Optional.empty();
    }
    return status.getDetailsList().stream()
        .flatMap(detail -> errorInfo(detail).stream())
        .filter(info -> info.getDomain().equals(DOMAIN))
        .map(ErrorInfo::getReason)
        .findFirst();
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

  /** Without the names of Netty's handlers, which gRPC tells where a connection cannot be made. */
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
