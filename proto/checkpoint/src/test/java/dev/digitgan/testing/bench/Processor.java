package dev.digitgan.testing.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The processor that a benchmark runs on. */
public final class Processor {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final String MODEL = "model name";

  private Processor() {}

  /** Returns its name, the system's and the number of usable cores. */
  public static String text() {
    return String.format(
        Locale.ROOT,
        "%s, %s %s, %d cores",
        name(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        Cores.allowed().size());
  }

  private static String name() {
    try {
      for (String line : Files.readAllLines(PROCESSORS)) {
        if (line.startsWith(MODEL)) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
    } catch (IOException e) {
      // No Linux.
    }
    return System.getProperty("os.arch", "unknown");
  }
}
