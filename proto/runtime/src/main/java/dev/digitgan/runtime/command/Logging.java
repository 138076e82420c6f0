package dev.digitgan.runtime.command;

import org.slf4j.bridge.SLF4JBridgeHandler;

/** One log for everything in the process. */
public final class Logging {
  private Logging() {}

  /** Sends what is logged by java.util.logging (gRPC does) the same way; to be called first. */
  public static void unify() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  /** The message of {@code e} without line breaks, for logs and terminals of one line an event. */
  public static String oneLine(Throwable e) {
    return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
