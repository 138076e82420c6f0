package dev.digitgan.generator.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process of the benchmark, bound to cores. What it writes to stderr goes to a log; stdin and
 * stdout are for {@link JsonLines}. Ended on close.
 */
final class ChildProcess implements AutoCloseable {
  private static final int END_SECONDS = 20;

  /** As the service's own script starts it: the bounds must not run on better memory settings. */
  private static final List<String> JVM_FLAGS =
      List.of("-Xms64m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "OMP_NUM_THREADS", "1",
          "MKL_NUM_THREADS", "1",
          "OPENBLAS_NUM_THREADS", "1",
          "MALLOC_MMAP_THRESHOLD_", "33554432",
          "MALLOC_TRIM_THRESHOLD_", "268435456",
          "JAVA_HOME", System.getProperty("java.home"));

  private final String name;
  private final Process process;
  private final BufferedReader out;
  private final Path log;

  private ChildProcess(String name, Process process, BufferedReader out, Path log) {
    this.name = name;
    this.process = process;
    this.out = out;
    this.log = log;
  }

  /**
   * Starts {@code command} on {@code cores}.
   *
   * @param directory takes the log
   * @param javaOptions of a service's script; empty for none
   */
  static ChildProcess start(
      String name, Path directory, List<Integer> cores, List<String> command, String javaOptions)
      throws IOException {
    Path log = directory.resolve(name.replace(' ', '-') + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(Cores.pinned(cores, command)).redirectError(log.toFile());
    builder.environment().keySet().removeIf(variable -> variable.startsWith("DIGITGAN_"));
    builder.environment().putAll(ENVIRONMENT);
    builder.environment().put("JAVA_OPTS", javaOptions);
    Process process = builder.start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return new ChildProcess(name, process, out, log);
  }

  /** Starts a main class of the benchmark's own. */
  static ChildProcess java(
      String name, Path directory, List<Integer> cores, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_FLAGS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return start(name, directory, cores, command, "");
  }

  long pid() {
    return process.pid();
  }

  /** What the process says next; waits for it. */
  <T> T hear(Class<T> type) throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException(name + " ended; its log:\n" + Files.readString(log));
    }
    return JsonLines.GSON.fromJson(line, type);
  }

  /** Asks the process and waits for its answer. */
  <T> T ask(Object question, Class<T> type) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write((JsonLines.GSON.toJson(question) + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
    return hear(type);
  }

  /** IOException, with its log, if the process has ended. */
  void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IOException(name + " ended; its log:\n" + Files.readString(log));
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
