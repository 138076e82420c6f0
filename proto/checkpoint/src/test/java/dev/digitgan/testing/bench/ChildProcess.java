package dev.digitgan.testing.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A process of a benchmark. What it writes to stderr goes to a log; stdin and stdout are for {@link
 * JsonLines}. Ended on close.
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

  /** Ends this process's children with it, whatever ends it: they are of no use without. */
  public static void endAllWithThis() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
  }

  static ChildProcess start(String name, ProcessBuilder builder, Path log) throws IOException {
    Process process = builder.redirectError(log.toFile()).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return new ChildProcess(name, process, out, log);
  }

  /** Its number in the system. */
  public long pid() {
    return process.pid();
  }

  /** What the process says next; waits for it. */
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

  /** IOException, with its log, if the process has ended. */
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
