package dev.digitgan.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** By the services' own logback.xml, which this module's tests use. */
class TextLogTest {

  @Test
  void aMessageIsOneLineWithoutControlCharacters() {
    assertThat(logged("data of {}", null, "a\n00:00:00.000 INFO  X: forged\u001b[2J\u202e"))
        .matches(
            "\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  TextLogTest: data of"
                + " a\\\\n00:00:00\\.000 INFO  X: forged\\\\u001B\\[2J\\\\u202E\\R");
  }

  @Test
  void aStackTraceHasOnlyItsOwnLines() {
    Exception cause = new IllegalStateException("cause\n\tat forged.Cause(X.java:1)\u001b[2J");
    Exception failure = new IllegalStateException("top\nat forged.Top(X.java:1)", cause);
    failure.addSuppressed(new IllegalArgumentException("beside\nforged"));

    assertThat(logged("failed", failure).lines())
        .noneMatch(line -> line.strip().startsWith("at forged"))
        .contains(
            "java.lang.IllegalStateException: top\\nat forged.Top(X.java:1)",
            "Caused by: java.lang.IllegalStateException:"
                + " cause\\n\\tat forged.Cause(X.java:1)\\u001B[2J",
            "\tSuppressed: java.lang.IllegalArgumentException: beside\\nforged")
        .anyMatch(line -> line.startsWith("\tat " + TextLogTest.class.getName()));
  }

  private static String logged(String message, @Nullable Throwable failure, Object... values) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Logger logger = context.getLogger(TextLogTest.class);
    ConsoleAppender<?> appender =
        (ConsoleAppender<?>) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR");
    PatternLayoutEncoder encoder = (PatternLayoutEncoder) appender.getEncoder();
    return new String(
        encoder.encode(
            new LoggingEvent(
                TextLogTest.class.getName(), logger, Level.WARN, message, failure, values)),
        StandardCharsets.UTF_8);
  }
}
