package dev.digitgan.generator.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Records where another JVM spends its time, by {@code jcmd} and Java Flight Recorder. */
final class FlightRecording implements AutoCloseable {
  static final long SAMPLE_MILLIS = 10;

  /** Lets samples name what was inlined; the compiled code is the same. */
  static final String JAVA_OPTIONS = "-XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints";

  private static final String NAME = "digitgan-bench";

  private static final String EVENT =
      "<event name=\"%s\"><setting name=\"enabled\">true</setting>"
          + "<setting name=\"period\">%d ms</setting></event>%n";

  private final long pid;
  private final Path file;

  private FlightRecording(long pid, Path file) {
    this.pid = pid;
    this.file = file;
  }

  /** Starts a recording of {@code pid} into {@code directory}. */
  static FlightRecording start(long pid, Path directory) throws IOException, InterruptedException {
    Path settings = directory.resolve("profile.jfc");
    Files.writeString(
        settings,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><configuration version=\"2.0\">"
            + String.format(Locale.ROOT, EVENT, ServerProfile.JAVA_SAMPLE, SAMPLE_MILLIS)
            + String.format(Locale.ROOT, EVENT, ServerProfile.NATIVE_SAMPLE, SAMPLE_MILLIS)
            + String.format(Locale.ROOT, EVENT, ServerProfile.THREAD_LOAD, 1000)
            + "</configuration>");
    jcmd(pid, "JFR.start", "name=" + NAME, "settings=" + settings);
    return new FlightRecording(pid, Files.createTempFile(directory, "server", ".jfr"));
  }

  /** Where the recording lies, once it is closed. */
  Path file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    try {
      jcmd(pid, "JFR.stop", "name=" + NAME, "filename=" + file);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void jcmd(long pid, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(Long.toString(pid));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + answer);
    }
  }
}
