package dev.digitgan.testing.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Binds processes and threads to cores by {@code taskset}, if there is one. */
public final class Cores {
  private static final Path TASKS = Path.of("/proc/self/task");
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String ALLOWED = "Cpus_allowed_list:";

  private Cores() {}

  /** Reads a list such as "0-2,5". */
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

  /** Writes a list as {@link #parse} reads it. */
  public static String text(List<Integer> cores) {
    return cores.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** Returns the cores that this process may use. */
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

  /** Returns whether binding works here. */
  public static boolean canPin() {
    return Files.isExecutable(Path.of("/usr/bin/taskset")) && Files.isReadable(STATUS);
  }

  /** Returns {@code command}, bound to {@code cores}. */
  static List<String> pinned(List<Integer> cores, List<String> command) {
    if (!canPin()) {
      return command;
    }
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", text(cores)));
    pinned.addAll(command);
    return pinned;
  }

  /** Binds this process's threads called {@code name}-1, -2, ... to one of {@code cores} each. */
  public static void pinThreads(String name, List<Integer> cores) throws IOException {
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

  /** Binds this process and all its threads. */
  public static void pinProcess(List<Integer> cores) throws IOException {
    if (canPin()) {
      taskset("-a", "-c", "-p", text(cores), Long.toString(ProcessHandle.current().pid()));
    }
  }

  private static void taskset(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("taskset"));
    command.addAll(List.of(arguments));
    ChildProcess.run(command);
  }
}
