package dev.digitgan.generator.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What is measured, on which cores and for how long.
 *
 * @param workerCount of the server, and threads of the bare engine
 * @param cellTime of one measurement of the service; of the others, half of it
 */
record BenchSettings(
    Placement placement,
    int workerCount,
    int rounds,
    Duration cellTime,
    List<Integer> images,
    List<Integer> callers) {

  /** Rows of the passes among which the bare engine's best is looked for. */
  static final List<Integer> RAW_ROWS = List.of(16, 32, 64, 128, 256, 512);

  private static final Duration FEW_SWAPS = Duration.ofMillis(2500);

  /** Which process runs where. */
  record Placement(List<Integer> serverCores, List<Integer> clientCores) {
    Placement {
      serverCores = List.copyOf(serverCores);
      clientCores = List.copyOf(clientCores);
    }

    /** Half of the cores each; a single core is shared. */
    static Placement of(List<Integer> cores) {
      int half = Math.max(1, cores.size() / 2);
      return new Placement(
          cores.subList(cores.size() - half, cores.size()), cores.subList(0, half));
    }
  }

  BenchSettings {
    images = List.copyOf(images);
    callers = List.copyOf(callers);
    if (workerCount < 1 || rounds < 1 || cellTime.toMillis() < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d workers, %d rounds, %s a cell", workerCount, rounds, cellTime));
    }
    if (images.stream().anyMatch(n -> n < 1) || callers.stream().anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException("images %s, callers %s".formatted(images, callers));
    }
  }

  Duration time(Target target) {
    return switch (target) {
      case SERVICE -> cellTime;
      case SWAPS -> cellTime.compareTo(FEW_SWAPS) < 0 ? FEW_SWAPS : cellTime;
      case ECHO, PYTHON, PYTHON_BATCHING -> cellTime.dividedBy(2);
    };
  }

  /** Of one number of rows of the bare engine. */
  Duration rawTime() {
    return cellTime.dividedBy(5);
  }

  /** A sample every ten milliseconds, enough to tell a part of one per cent. */
  Duration profileTime() {
    return cellTime.multipliedBy(5);
  }

  Duration warmUp() {
    return cellTime.dividedBy(8);
  }
}
