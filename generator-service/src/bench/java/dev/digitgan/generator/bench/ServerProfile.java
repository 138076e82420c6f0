package dev.digitgan.generator.bench;

import dev.digitgan.testing.bench.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Shares of a server's processor time, from a recording by {@code jcmd} and Java Flight Recorder.
 *
 * <p>The recorder samples threads in Java and threads in native code at separate rates, waiting
 * threads among them, so samples alone do not add up. Here each thread's processor time is as the
 * system counted it. Its samples in Java account for their time, and its native samples divide the
 * rest. Time that no Java thread used is the compiler's and the collector's.
 */
final class ServerProfile {
  /** Lets samples name inlined methods; the compiled code is the same. */
  static final String JAVA_OPTIONS = "-XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints";

  private static final long SAMPLE_MILLIS = 10;
  private static final String JAVA_SAMPLE = "jdk.ExecutionSample";
  private static final String NATIVE_SAMPLE = "jdk.NativeMethodSample";
  private static final String THREAD_LOAD = "jdk.ThreadCPULoad";
  private static final String NAME = "digitgan-bench";

  /** Methods in which threads wait in native code. */
  private static final String IDLE =
      "sun\\.nio\\.ch\\.(EPoll\\.wait|Net\\.accept|Net\\.poll|KQueue\\.poll)";

  private final Map<String, Map<Part, Integer>> javaSamples = new HashMap<>();
  private final Map<String, Map<Part, Integer>> nativeSamples = new HashMap<>();

  /** Loads by the moment when all were taken, in shares of all cores of the process. */
  private final Map<Instant, Map<String, Double>> loads = new TreeMap<>();

  private ServerProfile() {}

  /** A recording of another JVM, in {@code file} once it is closed. */
  record Recording(long pid, Path file) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      jcmd(pid, List.of("JFR.stop", "name=" + NAME, "filename=" + file));
    }
  }

  /** Starts a recording of {@code pid} into {@code directory}. */
  static Recording record(long pid, Path directory) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("JFR.start", "name=" + NAME, "settings=none"));
    for (String event : List.of(JAVA_SAMPLE, NATIVE_SAMPLE, THREAD_LOAD)) {
      long millis = event.equals(THREAD_LOAD) ? 1000 : SAMPLE_MILLIS;
      arguments.add("+" + event + "#enabled=true");
      arguments.add("+" + event + "#period=" + millis + "ms");
    }
    jcmd(pid, arguments);
    return new Recording(pid, Files.createTempFile(directory, "server", ".jfr"));
  }

  private static void jcmd(long pid, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(Long.toString(pid));
    command.addAll(arguments);
    ChildProcess.run(command);
  }

  /**
   * Returns shares of all the time that the server used, the largest first.
   *
   * @param begin events before it are left out
   * @param end events after it are left out
   * @param busyCores cores that all threads of the server kept busy
   * @param coreCount cores that the server may use
   */
  static Map<String, Double> read(
      Path recording, Instant begin, Instant end, double busyCores, int coreCount)
      throws IOException {
    ServerProfile profile = new ServerProfile();
    for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
      if (event.getStartTime().isAfter(begin) && event.getStartTime().isBefore(end)) {
        profile.add(event);
      }
    }
    return profile.shares(busyCores, coreCount);
  }

  private void add(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case JAVA_SAMPLE -> addSample(event, javaSamples);
      case NATIVE_SAMPLE -> addSample(event, nativeSamples);
      case THREAD_LOAD ->
          loads
              .computeIfAbsent(event.getStartTime(), absent -> new HashMap<>())
              .merge(
                  name(event.getThread()),
                  (double) event.getFloat("user") + event.getFloat("system"),
                  Double::sum);
      default -> {}
    }
  }

  private static void addSample(RecordedEvent event, Map<String, Map<Part, Integer>> samples) {
    RecordedStackTrace stack = event.getStackTrace();
    List<RecordedFrame> seen = stack == null ? List.of() : stack.getFrames();
    List<String> frames =
        seen.stream()
            .map(RecordedFrame::getMethod)
            .map(method -> method.getType().getName() + "." + method.getName())
            .toList();
    if (!frames.isEmpty() && !frames.get(0).matches(IDLE)) {
      samples
          .computeIfAbsent(
              name(event.getThread("sampledThread")), absent -> new EnumMap<>(Part.class))
          .merge(Part.of(frames), 1, Integer::sum);
    }
  }

  private static String name(RecordedThread thread) {
    return thread == null ? "" : String.valueOf(thread.getJavaName());
  }

  private Map<String, Double> shares(double busyCores, int coreCount) {
    Map<Part, Double> cores = new EnumMap<>(Part.class);
    double rest = busyCores;
    for (Map.Entry<String, Double> entry : meanLoads().entrySet()) {
      double used = entry.getValue() * coreCount;
      rest -= used;
      if (entry.getKey().matches("C[12] Compiler.*|JFR.*|Attach.*")) {
        cores.merge(Part.JVM, used, Double::sum);
        continue;
      }
      Map<Part, Integer> inJava = javaSamples.getOrDefault(entry.getKey(), Map.of());
      Map<Part, Integer> inNative = nativeSamples.getOrDefault(entry.getKey(), inJava);
      int seconds = loads.size(); // One a second.
      double sampled = Math.min(used, total(inJava) * SAMPLE_MILLIS / 1e3 / seconds);
      divide(sampled, inJava, cores);
      divide(used - sampled, inNative, cores);
    }
    cores.merge(Part.JVM, Math.max(0, rest), Double::sum);
    double sum = cores.values().stream().mapToDouble(Double::doubleValue).sum();
    Map<String, Double> shares = new LinkedHashMap<>();
    cores.entrySet().stream()
        .sorted(Map.Entry.<Part, Double>comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> shares.put(entry.getKey().toString(), entry.getValue() / sum));
    return shares;
  }

  /** Averages each thread's loads, without the first moment's, which include earlier time. */
  private Map<String, Double> meanLoads() {
    List<Map<String, Double>> counted = loads.values().stream().skip(1).toList();
    Map<String, Double> means = new HashMap<>();
    for (Map<String, Double> moment : counted) {
      moment.forEach((name, load) -> means.merge(name, load / counted.size(), Double::sum));
    }
    return means;
  }

  private static int total(Map<Part, Integer> samples) {
    return samples.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static void divide(double amount, Map<Part, Integer> by, Map<Part, Double> into) {
    int total = total(by);
    if (total == 0) {
      into.merge(Part.OTHER, amount, Double::sum);
    }
    by.forEach((part, count) -> into.merge(part, amount * count / total, Double::sum));
  }
}
