package dev.digitgan.generator.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Processor time of another JVM's compilers, as Linux tells it. */
final class Compilers {
  private static final Path PROCESSES = Path.of("/proc");
  private static final String COMPILER = "C[12] Compiler.*";

  /** Of the fields after the command in stat: time in user mode and in the kernel, in ticks. */
  private static final int USER_FIELD = 11;

  private static final long TICK_MILLIS = 10;

  private Compilers() {}

  /** Used so far; empty where that is not told. */
  static OptionalLong cpuMillis(long pid) {
    long ticks = 0;
    Path tasks = PROCESSES.resolve(Long.toString(pid)).resolve("task");
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        String stat = Files.readString(thread.resolve("stat"));
        String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
        if (name.matches(COMPILER)) {
          String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
          ticks += Long.parseLong(fields[USER_FIELD]) + Long.parseLong(fields[USER_FIELD + 1]);
        }
      }
    } catch (IOException e) {
      return OptionalLong.empty(); // No Linux, or a thread that has just ended.
    }
    return OptionalLong.of(ticks * TICK_MILLIS);
  }
}
