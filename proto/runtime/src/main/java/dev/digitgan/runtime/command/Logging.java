package dev.digitgan.runtime.command;

import dev.digitgan.text.VisibleText;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The one log of the process. With {@code DIGITGAN_LOG_FORMAT=json}, which the log's configuration
 * reads too, all other output for people goes there as well, so that every line is JSON.
 */
public final class Logging {
  private static final Logger log = LoggerFactory.getLogger(Logging.class);
  private static final boolean FOR_MACHINES = "json".equals(System.getenv("DIGITGAN_LOG_FORMAT"));

  private Logging() {}

  /** Redirects java.util.logging, which gRPC uses, to the same log; call this first. */
  public static void unify() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  /** Prints on stdout, or in the log for machines, that a service listens. */
  public static void announce(String line) {
    if (FOR_MACHINES) {
      log.info("{}", line);
    } else {
      System.out.println(line);
      System.out.flush();
    }
  }

  /**
   * Reports why a command ends, on {@code err} or in the log for machines.
   *
   * @param advice a further line for people, or ""
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

  /** Returns the message of {@code e} without line breaks. */
  public static String oneLine(Throwable e) {
    return VisibleText.message(e);
  }
}
