package dev.digitgan.k8s.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process holds, as Linux tells it.
 *
 * @param anonymousKib of {@code residentKib}, what no file stands behind
 */
record Vitals(long residentKib, long anonymousKib, int threadCount, int openFileCount) {

  /** Whether this system tells. */
  static boolean areKnown() {
    return Files.exists(Path.of("/proc/self/status"));
  }

  static Vitals of(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      return new Vitals(
          number(process, "VmRSS:"),
          number(process, "RssAnon:"),
          (int) number(process, "Threads:"),
          count(process.resolve("fd")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(Path process, String name) throws IOException {
    String line =
        Files.readAllLines(process.resolve("status")).stream()
            .filter(candidate -> candidate.startsWith(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no " + name + " of " + process));
    return Long.parseLong(line.substring(name.length()).replace("kB", "").strip());
  }

  private static int count(Path directory) throws IOException {
    int count = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        count += entry.getFileName() == null ? 0 : 1;
      }
    }
    return count;
  }
}
