package dev.digitgan.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The trainer as a process of its own, with this test's class path. Killed on close. */
final class TrainerProcess implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /** {@code train} on free ports. */
  static final List<String> HEAD =
      List.of(
          "train",
          "--bind",
          "127.0.0.1",
          "--grpc-port",
          "0",
          "--admin-port",
          "0",
          "--http-port",
          "0");

  private final Process process;
  private final Path log;

  private TrainerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static TrainerProcess start(Path directory, List<String> arguments) {
    return start(directory, List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"), arguments);
  }

  static TrainerProcess start(Path directory, List<String> jvmFlags, List<String> arguments) {
    try {
      Path log = Files.createTempFile(directory, "trainer", ".log");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-XX:+UseSerialGC");
      command.addAll(jvmFlags);
      command.add("-Dlogback.configurationFile=logback.xml");
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.add("dev.digitgan.trainer.TrainerMain");
      command.addAll(HEAD);
      command.addAll(arguments);
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().keySet().removeIf(variable -> variable.startsWith("DIGITGAN_"));
      return new TrainerProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The exit status, once the process ends by itself. */
  int awaitEnd() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).as(this::log).isTrue();
    return process.exitValue();
  }

  /** Whether it ends by itself within so long. */
  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Memory of its own that is resident, as Linux tells it. Pages of files, such as the engine's
   * code, come and go as the kernel likes.
   */
  long residentKibibytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("RssAnon:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** SIGKILL, after it was let run for so long. */
  void killAfter(Duration moment) throws InterruptedException {
    process.waitFor(moment.toNanos(), TimeUnit.NANOSECONDS);
    process.destroyForcibly().waitFor();
  }

  /** What the process has printed. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
