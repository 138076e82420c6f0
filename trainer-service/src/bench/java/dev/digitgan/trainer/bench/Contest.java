package dev.digitgan.trainer.bench;

import dev.digitgan.testing.bench.ChildProcess;
import dev.digitgan.testing.bench.Cores;
import dev.digitgan.testing.bench.Launcher;
import dev.digitgan.testing.bench.PythonInterpreter;
import dev.digitgan.trainer.bench.Contestant.Kind;
import dev.digitgan.trainer.bench.StepChild.Played;
import dev.digitgan.trainer.bench.StepChild.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The contestants of one recipe, each in a process that waits during the others' turns. Owns the
 * processes.
 */
final class Contest implements AutoCloseable {
  private static final Path SCRIPT = Path.of("src", "bench", "python", "train_step.py");

  /** The flags of the service's own script. */
  private static final List<String> JVM_FLAGS =
      List.of("-Xms64m", "-Xmx1g", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch");

  /** The environment of the service's own script; the baselines use defaults. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "OMP_WAIT_POLICY", "passive",
          "MALLOC_ARENA_MAX", "2",
          "MALLOC_MMAP_THRESHOLD_", "1073741824",
          "MALLOC_TRIM_THRESHOLD_", "4294967296");

  private final Path directory;
  private final Optional<PythonInterpreter> python;
  private final Map<Contestant, ChildProcess> processes = new LinkedHashMap<>();

  /**
   * @param directory for the logs
   */
  Contest(Path directory, Optional<PythonInterpreter> python) {
    this.directory = directory;
    this.python = python;
  }

  void enter(Contestant contestant) throws IOException {
    processes.put(contestant, start(contestant));
  }

  private ChildProcess start(Contestant contestant) throws IOException {
    String threads = Integer.toString(contestant.threads());
    boolean ours = contestant.kind() == Kind.OURS || contestant.kind() == Kind.PRODUCTS;
    Launcher launcher =
        new Launcher(directory, Cores.allowed(), ours ? ENVIRONMENT : Map.of())
            .with("OMP_NUM_THREADS", threads)
            .with("OPENBLAS_NUM_THREADS", threads)
            .with("MKL_NUM_THREADS", threads);
    if (contestant.kind() == Kind.PYTHON) {
      return launcher.start(
          contestant.name(),
          List.of(
              python.orElseThrow().executable(), SCRIPT.toString(), contestant.recipe(), threads));
    }
    return launcher.java(
        contestant.name(),
        JVM_FLAGS,
        StepChild.class,
        List.of(contestant.kind().name(), contestant.recipe(), threads));
  }

  List<Contestant> contestants() {
    return List.copyOf(processes.keySet());
  }

  /** Lets each contestant play for {@code millis}; returns the rates. */
  Map<Contestant, Double> round(long millis) throws IOException {
    Map<Contestant, Double> rates = new LinkedHashMap<>();
    for (Map.Entry<Contestant, ChildProcess> entry : processes.entrySet()) {
      Played played = entry.getValue().ask(new Question(millis, false), Played.class);
      rates.put(entry.getKey(), played.stepsPerSecond());
    }
    return rates;
  }

  /** Profiles a contestant: places and their shares of its time, the largest first. */
  List<Map.Entry<String, Double>> profile(Contestant contestant, long millis) throws IOException {
    ChildProcess process = processes.get(contestant);
    if (process == null) {
      throw new IllegalArgumentException(contestant + " has not entered");
    }
    Played played = process.ask(new Question(millis, true), Played.class);
    List<Map.Entry<String, Double>> shares = new ArrayList<>(played.shares().entrySet());
    shares.sort(Map.Entry.<String, Double>comparingByValue().reversed());
    return shares;
  }

  @Override
  public void close() {
    processes.values().forEach(ChildProcess::close);
  }
}
