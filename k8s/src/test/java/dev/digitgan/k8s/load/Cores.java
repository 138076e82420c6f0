package dev.digitgan.k8s.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps this process off the first core while it is open, so that a server that is started there
 * has a core to itself. Where the system has no {@code taskset} or one core, nothing is kept from
 * anybody.
 */
final class Cores implements AutoCloseable {
  private final boolean apart;
  private final int coreCount = Runtime.getRuntime().availableProcessors();

  Cores() {
    apart = coreCount > 1 && moveTo("1-" + (coreCount - 1));
  }

  /** Whether the server has a core to itself. */
  boolean areApart() {
    return apart;
  }

  /** What starts a command on the first core. */
  List<String> ofServer() {
    return apart ? List.of("taskset", "-c", "0") : List.of();
  }

  @Override
  public void close() {
    if (apart) {
      moveTo("0-" + (coreCount - 1));
    }
  }

  private static boolean moveTo(String cores) {
    List<String> command = new ArrayList<>(List.of("taskset", "-a", "-p", "-c", cores));
    command.add(Long.toString(ProcessHandle.current().pid()));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.onExit().join().exitValue() == 0;
    } catch (IOException e) {
      return false; // There is no taskset here.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
