package dev.digitgan.generator.load;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where long tests say what they have measured, one line each. */
public final class Figures {
  private static final Logger log = LoggerFactory.getLogger(Figures.class);

  private Figures() {}

  public static void print(String line) {
    log.info("FIGURE {}", line);
  }
}
