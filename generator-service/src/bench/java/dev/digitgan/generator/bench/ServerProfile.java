package dev.digitgan.generator.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Shares of a server's processor time, from a {@link FlightRecording}.
 *
 * <p>The recorder samples threads in Java and threads in native code at rates of their own, waiting
 * ones among them, so samples alone do not add up. Here each thread's processor time is as the
 * system counted it; what its samples in Java account for is theirs, and the rest is divided like
 * its native samples. What no thread of Java's used is the compiler's and the collector's.
 */
final class ServerProfile {
  static final String JAVA_SAMPLE = "jdk.ExecutionSample";
  static final String NATIVE_SAMPLE = "jdk.NativeMethodSample";
  static final String THREAD_LOAD = "jdk.ThreadCPULoad";

  /** Where threads wait in native code. */
  private static final Set<String> IDLE =
      Set.of(
          "sun.nio.ch.EPoll.wait",
          "sun.nio.ch.Net.accept",
          "sun.nio.ch.Net.poll",
          "sun.nio.ch.KQueue.poll");

  private final Map<String, Seen> threads = new HashMap<>();

  /** Loads by the moment when all were taken, in shares of all cores of the process. */
  private final NavigableMap<Instant, Map<String, Double>> loads = new TreeMap<>();

  private ServerProfile() {}

  /** The samples of one thread. */
  private static final class Seen {
    private final Map<Part, Integer> java = new EnumMap<>(Part.class);
    private final Map<Part, Integer> nativeCode = new EnumMap<>(Part.class);

    static int total(Map<Part, Integer> samples) {
      return samples.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * Shares of all the time that the server used, the largest first.
   *
   * @param begin what was recorded before it is left out
   * @param end and what was recorded after it
   * @param busyCores that the server kept busy, all its threads together
   * @param coreCount that the server may use
   */
  static Map<String, Double> read(
      Path recording, Instant begin, Instant end, double busyCores, int coreCount)
      throws IOException {
    ServerProfile profile = new ServerProfile();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getStartTime().isAfter(begin) && event.getStartTime().isBefore(end)) {
          profile.add(event);
        }
      }
    }
    return profile.shares(busyCores, coreCount);
  }

  private void add(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case JAVA_SAMPLE -> addSample(event, thread(event.getThread("sampledThread")).java);
      case NATIVE_SAMPLE -> addSample(event, thread(event.getThread("sampledThread")).nativeCode);
      case THREAD_LOAD -> {
        double load = (double) event.getFloat("user") + event.getFloat("system");
        loads
            .computeIfAbsent(event.getStartTime(), absent -> new HashMap<>())
            .merge(name(event.getThread()), load, Double::sum);
      }
      default -> {
        // Of no use here.
      }
    }
  }

  private Seen thread(RecordedThread thread) {
    return threads.computeIfAbsent(name(thread), absent -> new Seen());
  }

  private static String name(RecordedThread thread) {
    return thread == null ? "" : String.valueOf(thread.getJavaName());
  }

  private static void addSample(RecordedEvent event, Map<Part, Integer> samples) {
    RecordedStackTrace stack = event.getStackTrace();
    List<String> frames = new ArrayList<>();
    if (stack != null) {
      for (RecordedFrame frame : stack.getFrames()) {
        frames.add(frame.getMethod().getType().getName() + "." + frame.getMethod().getName());
      }
    }
    if (!frames.isEmpty() && !IDLE.contains(frames.get(0))) {
      samples.merge(Part.of(frames), 1, Integer::sum);
    }
  }

  private Map<String, Double> shares(double busyCores, int coreCount) {
    Map<Part, Double> cores = new EnumMap<>(Part.class);
    double rest = busyCores;
    int seconds = loads.size(); // One a second.
    for (Map.Entry<String, Double> entry : meanLoads().entrySet()) {
      double used = entry.getValue() * coreCount;
      rest -= used;
      if (entry.getKey().matches("C[12] Compiler.*|JFR.*|Attach.*")) {
        cores.merge(Part.JVM, used, Double::sum);
        continue;
      }
      Seen seen = threads.getOrDefault(entry.getKey(), new Seen());
      double sampled = Seen.total(seen.java) * FlightRecording.SAMPLE_MILLIS / 1e3 / seconds;
      double inJava = Math.min(used, sampled);
      divide(inJava, seen.java, cores);
      divide(used - inJava, seen.nativeCode.isEmpty() ? seen.java : seen.nativeCode, cores);
    }
    cores.merge(Part.JVM, Math.max(0, rest), Double::sum);
    return ordered(cores);
  }

  /** Of each thread; the first moment's loads are partly of what was before, and left out. */
  private Map<String, Double> meanLoads() {
    if (loads.size() < 2) {
      return Map.of();
    }
    Collection<Map<String, Double>> counted = loads.tailMap(loads.firstKey(), false).values();
    Map<String, Double> means = new HashMap<>();
    for (Map<String, Double> moment : counted) {
      moment.forEach((name, load) -> means.merge(name, load / counted.size(), Double::sum));
    }
    return means;
  }

  private static void divide(double amount, Map<Part, Integer> by, Map<Part, Double> into) {
    int total = Seen.total(by);
    if (total == 0) {
      into.merge(Part.OTHER, amount, Double::sum);
    }
    by.forEach((part, count) -> into.merge(part, amount * count / total, Double::sum));
  }

  private static Map<String, Double> ordered(Map<Part, Double> cores) {
    double sum = cores.values().stream().mapToDouble(Double::doubleValue).sum();
    Map<String, Double> shares = new LinkedHashMap<>();
    cores.entrySet().stream()
        .sorted(Map.Entry.<Part, Double>comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> shares.put(entry.getKey().toString(), entry.getValue() / sum));
    return shares;
  }
}
