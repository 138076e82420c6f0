package dev.digitgan.runtime.logging;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.digitgan.text.VisibleText;

/** An event's message on one line, with its control characters made visible. Logback makes it. */
public final class VisibleMessage extends MessageConverter {

  @Override
  public String convert(ILoggingEvent event) {
    return VisibleText.oneLine(String.valueOf(super.convert(event)));
  }
}
