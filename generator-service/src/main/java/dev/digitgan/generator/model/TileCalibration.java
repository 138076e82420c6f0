package dev.digitgan.generator.model;

import ai.djl.Device;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Precision;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the row counts that make the same images as the canonical tile on this machine. For one
 * thread at a time.
 *
 * <p>An engine adds up in another order for other numbers of rows, depending on its version, the
 * machine and the network. None of that is documented, so it is measured: each candidate draws
 * latents of several seeds, in other slots and next to other rows than in the canonical tile, and
 * once with half of its rows empty. One differing bit excludes the candidate. The order depends on
 * shapes, so other weights of an architecture that was measured are only checked.
 */
final class TileCalibration {
  private static final Logger log = LoggerFactory.getLogger(TileCalibration.class);
  private static final int CANONICAL = GeneratorModel.CANONICAL_TILE;

  /**
   * Row counts tried on a CPU. Larger ones gain too little: measured on one core, a row of 512
   * costs a fully connected generator 3% less than one of 256, and a row of 256 costs a
   * convolutional one no less than one of 16.
   */
  static final List<Integer> CPU_CANDIDATES = List.of(1, 2, 4, 8, 16, 32, 64, 128, 256);

  /** Row counts tried on a GPU, which a few hundred rows do not fill. */
  static final List<Integer> GPU_CANDIDATES =
      List.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048);

  /** Longer tiles are not used: they would keep all others waiting. */
  static final Duration LONGEST_TILE = Duration.ofMillis(200);

  /**
   * Canonical tiles to compare with. Small tiles draw as many rows, in many tiles: elements that
   * fill no whole vector register, for example, change one row in thirty.
   */
  private static final int MEASURED_TILES = 2;

  /** Architectures whose results are kept; the oldest is forgotten first. */
  private static final int MAX_ARCHITECTURES = 16;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Precision precision;
  private final SortedSet<Integer> candidates;
  private final LongSupplier cpuNanos;
  private final Map<GeneratorSpec, Result> results = new LinkedHashMap<>();

  /**
   * The row counts that agree with the canonical tile.
   *
   * @param excluded row counts that were tried and do not agree
   */
  record Result(TileSizes sizes, List<Integer> excluded) {
    Result {
      excluded = List.copyOf(excluded);
    }
  }

  /**
   * @param candidates the canonical size is always added
   * @param cpuNanos CPU time of the calling thread, which a busy machine does not change
   */
  TileCalibration(Precision precision, List<Integer> candidates, LongSupplier cpuNanos) {
    this.precision = precision;
    this.candidates = new TreeSet<>(candidates);
    this.candidates.add(CANONICAL);
    this.cpuNanos = cpuNanos;
  }

  /** Returns a calibration of what the calling thread draws on {@code device}. */
  static TileCalibration on(Device device, Precision precision) {
    return new TileCalibration(
        precision, device.isGpu() ? GPU_CANDIDATES : CPU_CANDIDATES, TileCalibration::threadNanos);
  }

  /** Returns the calling thread's CPU time; the clock's time, where the JVM does not count that. */
  static long threadNanos() {
    return THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled()
        ? THREADS.getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  /** Returns the row counts that are tried, ascending. */
  List<Integer> candidates() {
    return List.copyOf(candidates);
  }

  /**
   * Returns the sizes to draw a network of {@code spec} with, each of them warm afterwards. A size
   * that disagreed once is not used again for that architecture.
   *
   * @throws CheckpointException if the network makes NaN or infinite numbers
   */
  TileSizes sizes(GeneratorSpec spec, ForwardPass pass) throws CheckpointException {
    Result before = results.get(spec);
    Result result = before == null ? measure(spec, pass) : confirm(spec, pass, before);
    if (before == null) {
      log.info(
          "tiles of {} rows draw what {} rows draw; excluded: {}",
          result.sizes().rows(),
          CANONICAL,
          result.excluded());
    } else if (!result.equals(before)) {
      List<Integer> gone = new ArrayList<>(before.sizes().rows());
      gone.removeAll(result.sizes().rows());
      log.warn("tiles of {} rows are not used any more: these weights show a difference", gone);
    }
    results.put(spec, result);
    if (results.size() > MAX_ARCHITECTURES) {
      results.remove(results.keySet().iterator().next());
    }
    return result.sizes();
  }

  /**
   * Measures all candidates.
   *
   * @throws CheckpointException if the network makes NaN or infinite numbers
   */
  Result measure(GeneratorSpec spec, ForwardPass pass) throws CheckpointException {
    TimedPass timed = new TimedPass(pass);
    CalibrationRows rows = CalibrationRows.draw(spec, precision, timed, MEASURED_TILES);
    if (!agreesThroughout(rows, timed, CANONICAL)) {
      log.error(
          "images depend on their slot in a tile of {} rows here: no seed is reproducible",
          CANONICAL);
    }
    List<Integer> agreeing = new ArrayList<>();
    List<Integer> excluded = new ArrayList<>();
    for (int size : candidates) {
      if (size > CANONICAL && timed.nanosPerRow * size > LONGEST_TILE.toNanos()) {
        break;
      }
      boolean agrees = size == CANONICAL || agreesThroughout(rows, timed, size);
      (agrees ? agreeing : excluded).add(size);
    }
    return new Result(new TileSizes(agreeing), excluded);
  }

  /**
   * Draws each size of {@code known} once with new weights of the same architecture, which also
   * warms it up, and excludes the sizes that do not agree this time.
   *
   * @throws CheckpointException if the network makes NaN or infinite numbers
   */
  Result confirm(GeneratorSpec spec, ForwardPass pass, Result known) throws CheckpointException {
    CalibrationRows rows = CalibrationRows.draw(spec, precision, pass, 1);
    List<Integer> agreeing = new ArrayList<>();
    List<Integer> excluded = new ArrayList<>(known.excluded());
    for (int size : known.sizes().rows()) {
      boolean agrees = size == CANONICAL || rows.agreesWith(pass, size, size, 1);
      (agrees ? agreeing : excluded).add(size);
    }
    return new Result(new TileSizes(agreeing), excluded);
  }

  private static boolean agreesThroughout(CalibrationRows rows, ForwardPass pass, int size) {
    for (int first = 1; first <= rows.count(); first += size) {
      if (!rows.agreesWith(pass, size, size, first)) {
        return false;
      }
    }
    return rows.agreesWith(pass, size, (size + 1) / 2, 3);
  }

  private final class TimedPass implements ForwardPass {
    private final ForwardPass pass;
    private long nanosPerRow;

    TimedPass(ForwardPass pass) {
      this.pass = pass;
    }

    @Override
    public double[] outputs(float[] latents, int rows) {
      long begin = cpuNanos.getAsLong();
      double[] outputs = pass.outputs(latents, rows);
      nanosPerRow = (cpuNanos.getAsLong() - begin) / rows;
      return outputs;
    }
  }

  /** A network as calibration sees it. */
  @FunctionalInterface
  interface ForwardPass {
    /**
     * Makes one forward pass.
     *
     * @param latents {@code rows} of them, row by row
     * @return the network's outputs, row by row, not yet pixels
     */
    double[] outputs(float[] latents, int rows);
  }
}
