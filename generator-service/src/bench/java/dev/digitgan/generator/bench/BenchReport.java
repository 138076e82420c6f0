package dev.digitgan.generator.bench;

import dev.digitgan.generator.bench.BenchOptions.Placement;
import dev.digitgan.testing.bench.Figures;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** All results, as JSON has them; {@link TextReport} prints them. */
record BenchReport(
    String time,
    Map<String, String> facts,
    Placement placement,
    int workers,
    int rounds,
    long cellMillis,
    List<NetworkResult> networks,
    List<Profile> profiles) {

  /** One line of the table: a number of callers of n images each, at one server. */
  record Cell(Target target, int images, int callers) {
    /** The server that a load goes to. */
    enum Target {
      ECHO("echo"),
      SERVICE("digitgan"),
      SWAPS("digitgan, swaps"),
      PYTHON("python"),
      PYTHON_BATCHING("python, batching");

      private final String label;

      Target(String label) {
        this.label = label;
      }

      /** Returns whether a cell is worth its time: the largest take Python minutes. */
      boolean takes(int images, int callers) {
        return switch (this) {
          case ECHO, SERVICE, SWAPS -> true;
          case PYTHON -> images * callers <= 4096;
          case PYTHON_BATCHING -> images == 1;
        };
      }

      @Override
      public String toString() {
        return label;
      }
    }

    @Override
    public String toString() {
      return text(target.toString(), images, callers);
    }

    static String text(String target, int images, int callers) {
      return String.format(Locale.ROOT, "%s, n=%d, %d callers", target, images, callers);
    }
  }

  /**
   * The results of one network.
   *
   * @param rawImagesPerSecond of the bare engine, one a round, by the rows of its passes
   * @param rawBestRows the rows at which the bare engine is the fastest, by the median
   */
  record NetworkResult(
      String network,
      Map<Integer, List<Double>> rawImagesPerSecond,
      int rawBestRows,
      List<CellResult> cells,
      List<Outcome> aims) {
    static NetworkResult of(
        String network, Map<Integer, List<Double>> raw, Map<Cell, List<Run>> cells) {
      Map.Entry<Integer, List<Double>> best =
          raw.entrySet().stream()
              .max(Comparator.comparingDouble(entry -> Figures.of(entry.getValue()).median()))
              .orElseThrow();
      List<CellResult> results =
          cells.entrySet().stream()
              .map(entry -> CellResult.of(entry.getKey(), entry.getValue(), best.getValue()))
              .toList();
      return new NetworkResult(network, raw, best.getKey(), results, new Aims(results).outcomes());
    }
  }

  /**
   * The results of one cell. A latency is absent if there were too few calls to tell.
   *
   * @param shareOfRaw of the bare engine's best rate, round by round
   * @param runs one a round
   */
  record CellResult(
      String target,
      int images,
      int callers,
      Figures imagesPerSecond,
      Figures shareOfRaw,
      @Nullable Double p50Millis,
      @Nullable Double p99Millis,
      @Nullable Double p999Millis,
      List<Run> runs) {
    static CellResult of(Cell cell, List<Run> runs, List<Double> raw) {
      Histogram all = new Histogram(Run.PRECISION);
      runs.forEach(run -> all.add(run.histogram()));
      List<Double> rates = runs.stream().map(Run::imagesPerSecond).toList();
      return new CellResult(
          cell.target().toString(),
          cell.images(),
          cell.callers(),
          Figures.of(rates),
          Figures.ofRatios(rates, raw),
          millis(0.5, runs, Run::p50Millis, all),
          millis(0.99, runs, Run::p99Millis, all),
          millis(0.999, runs, Run::p999Millis, all),
          runs);
    }

    /** Takes the median of the rounds; of all calls together, if a round has too few to tell. */
    private static @Nullable Double millis(
        double share, List<Run> runs, ToDoubleFunction<Run> quantile, Histogram all) {
      if (runs.stream().allMatch(run -> suffice(run.calls, share))) {
        return Figures.of(runs.stream().mapToDouble(quantile).boxed().toList()).median();
      }
      return suffice(all.getTotalCount(), share)
          ? Double.valueOf(all.getValueAtPercentile(100 * share) / 1e6)
          : null;
    }

    /** Returns whether at least one call lies beyond that quantile. */
    private static boolean suffice(long calls, double share) {
      return calls > 0 && calls * (1 - share) > 0.999;
    }

    List<Double> rates() {
      return runs.stream().map(Run::imagesPerSecond).toList();
    }

    boolean isOf(Cell.Target other) {
      return target.equals(other.toString());
    }

    String name() {
      return Cell.text(target, images, callers);
    }

    long sum(ToLongFunction<Run> count) {
      return runs.stream().mapToLong(count).sum();
    }
  }

  /**
   * One run of one cell.
   *
   * @param errors calls that failed or whose response had a wrong size, warm-up included
   * @param firstError empty without errors
   * @param versions of the model that the responses came from
   * @param swaps versions that the server began to serve meanwhile, of {@link Cell.Target#SWAPS}
   *     only
   * @param latencies of all calls, in nanoseconds, for {@link Histogram#fromString}
   */
  record Run(
      long calls,
      long errors,
      String firstError,
      int versions,
      int swaps,
      double imagesPerSecond,
      double callsPerSecond,
      double p50Millis,
      double p99Millis,
      double p999Millis,
      double wallSeconds,
      double serverCpuSeconds,
      double clientCpuSeconds,
      String latencies) {
    /** The precision of latencies, in significant decimal digits. */
    static final int PRECISION = 3;

    static String text(Histogram latencies) {
      ByteBuffer bytes = ByteBuffer.allocate(latencies.getNeededByteBufferCapacity());
      int length = latencies.encodeIntoCompressedByteBuffer(bytes);
      return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    }

    Histogram histogram() {
      try {
        return Histogram.fromString(latencies);
      } catch (DataFormatException e) {
        throw new IllegalArgumentException("not a histogram: " + latencies, e);
      }
    }
  }

  /**
   * One aim.
   *
   * @param cell that the value is of
   * @param aim null for a comparison without an aim
   * @param measured as a ratio, over the rounds
   * @param isMet by the median
   */
  record Outcome(String what, String cell, @Nullable Double aim, Figures measured, boolean isMet) {}

  /** Shares of the server's processor time in one cell, by what it was spent on. */
  record Profile(String network, Cell cell, Map<String, Double> shares) {}
}
