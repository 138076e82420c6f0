package dev.digitgan.testing.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process of a benchmark. Its stderr goes to a log; {@link JsonLines} use stdin and stdout. Ended
 * on close.
 */
public final class ChildProcess implements AutoCloseable {
  private static final int END_SECONDS = 20;

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

  /** Ends this process's children with it, however it ends. */
  public static void endAllWithThis() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
  }

  /** Runs {@code command} to its end; throws IOException, with its output, if it fails. */
  public static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + output);
    }
  }

  static ChildProcess start(String name, ProcessBuilder builder, Path log) throws IOException {
    Process process = builder.redirectError(log.toFile()).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return new ChildProcess(name, process, out, log);
  }

  /** Returns its process id. */
  public long pid() {
    return process.pid();
  }

  /** Waits for the process's next line of JSON and returns it. */
  public <T> T hear(Class<T> type) throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException(name + " ended; its log:\n" + Files.readString(log));
    }
    return JsonLines.GSON.fromJson(line, type);
  }

  /** Asks the process and waits for its answer. */
  public <T> T ask(Object question, Class<T> type) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write((JsonLines.GSON.toJson(question) + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
    return hear(type);
  }

  /** Throws IOException, with its log, if the process has ended. */
  public void requireAlive() throws IOException {
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
