package dev.digitgan.runtime.command;

import dev.digitgan.text.VisibleText;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * One log for everything in the process. Where machines read it ({@code DIGITGAN_LOG_FORMAT=json},
 * which the log's own configuration asks for too), what else is said to people goes there as well,
 * so that every line is JSON.
 */
public final class Logging {
  private static final Logger log = LoggerFactory.getLogger(Logging.class);
  private static final boolean FOR_MACHINES = "json".equals(System.getenv("DIGITGAN_LOG_FORMAT"));

  private Logging() {}

  /** Sends what is logged by java.util.logging (gRPC does) the same way; to be called first. */
  public static void unify() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  /** Says on stdout, or in the log for machines, that a service listens. */
  public static void announce(String line) {
    if (FOR_MACHINES) {
      log.info("{}", line);
    } else {
      System.out.println(line);
      System.out.flush();
    }
  }

  /**
   * Says why a command ends, on {@code err} or in the log for machines.
   *
   * @param advice a line of its own for people; empty: none
   */
  static void error(PrintWriter err, String reason, String advice) {
    if (FOR_MACHINES) {
      log.error("{}", advice.isEmpty() ? reason : reason + " " + advice);
      return;
    }
    err.println("error: " + reason);
    if (!advice.isEmpty()) {
      err.println(advice);
    }
  }

  /** The message of {@code e} without line breaks, for logs and terminals of one line an event. */
  public static String oneLine(Throwable e) {
    return VisibleText.message(e);
  }
}
