package dev.digitgan.testing.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Binds processes and threads to cores, by {@code taskset}; where there is none, leaves them. */
public final class Cores {
  private static final Path TASKS = Path.of("/proc/self/task");
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String ALLOWED = "Cpus_allowed_list:";

  private Cores() {}

  /** Cores as people write them: "0-2,5". */
  public static List<Integer> parse(String text) {
    List<Integer> cores = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String[] ends = part.strip().split("-", 2);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int core = Integer.parseInt(ends[0]); core <= last; core++) {
        cores.add(core);
      }
    }
    return List.copyOf(cores);
  }

  /** The other way round. */
  public static String text(List<Integer> cores) {
    return cores.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** Those that this process may use. */
  public static List<Integer> allowed() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(ALLOWED)) {
          return parse(line.substring(ALLOWED.length()).strip());
        }
      }
    } catch (IOException e) {
      // No Linux.
    }
    List<Integer> cores = new ArrayList<>();
    for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
      cores.add(core);
    }
    return List.copyOf(cores);
  }

  /** Whether anything is bound at all. */
  public static boolean canPin() {
    return Files.isExecutable(Path.of("/usr/bin/taskset")) && Files.isReadable(STATUS);
  }

  /** {@code command}, bound to {@code cores}. */
  static List<String> pinned(List<Integer> cores, List<String> command) {
    if (!canPin()) {
      return command;
    }
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", text(cores)));
    pinned.addAll(command);
    return pinned;
  }

  /** Binds this process's threads called {@code name}-1, -2, ... to one of {@code cores} each. */
  public static void pinThreads(String name, List<Integer> cores)
      throws IOException, InterruptedException {
    if (!canPin()) {
      return;
    }
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        String thread = Files.readString(task.resolve("comm")).strip();
        if (thread.matches(name + "-[0-9]+")) {
          int number = Integer.parseInt(thread.substring(name.length() + 1));
          int core = cores.get((number - 1) % cores.size());
          taskset("-c", "-p", Integer.toString(core), String.valueOf(task.getFileName()));
        }
      }
    }
  }

  /** Binds this process, with all threads that it has. */
  public static void pinProcess(List<Integer> cores) throws IOException, InterruptedException {
    if (canPin()) {
      taskset("-a", "-c", "-p", text(cores), Long.toString(ProcessHandle.current().pid()));
    }
  }

  private static void taskset(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("taskset"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }
}
