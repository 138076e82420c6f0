package dev.digitgan.runtime.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import dev.digitgan.text.VisibleText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An event's stack trace, in which the message of each exception is one line with its control
 * characters made visible. Logback makes it.
 */
public final class VisibleStackTrace extends ThrowableProxyConverter {

  @Override
  protected String throwableProxyToString(IThrowableProxy failure) {
    return super.throwableProxyToString(new VisibleFailure(failure));
  }

  private record VisibleFailure(IThrowableProxy failure) implements IThrowableProxy {

    static @Nullable IThrowableProxy of(@Nullable IThrowableProxy failure) {
      return failure == null ? null : new VisibleFailure(failure);
    }

    @Override
    public @Nullable String getMessage() {
      return visible(failure.getMessage());
    }

    @Override
    public @Nullable String getOverridingMessage() {
      return visible(failure.getOverridingMessage());
    }

    private static @Nullable String visible(@Nullable String message) {
      return message == null ? null : VisibleText.oneLine(message);
    }

    @Override
    public String getClassName() {
      return failure.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
      return failure.getStackTraceElementProxyArray();
    }

    @Override
    public int getCommonFrames() {
      return failure.getCommonFrames();
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
      return of(failure.getCause());
    }

    @Override
    public IThrowableProxy @Nullable [] getSuppressed() {
      IThrowableProxy[] suppressed = failure.getSuppressed();
      return suppressed == null
          ? null
          : Arrays.stream(suppressed).map(VisibleFailure::new).toArray(IThrowableProxy[]::new);
    }

    @Override
    public boolean isCyclic() {
      return failure.isCyclic();
    }
  }
}
