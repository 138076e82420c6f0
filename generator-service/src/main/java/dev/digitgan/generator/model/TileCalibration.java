package dev.digitgan.generator.model;

import ai.djl.Device;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Precision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the row counts that make the same images as the canonical tile on this machine.
 *
 * <p>An engine adds up in another order for other numbers of rows, depending on its version, the
 * machine and the network. None of that is written down, so it is measured: each candidate draws
 * latents of several seeds, in other slots and in other company than in the canonical tile, and
 * once with half of its rows left empty. One bit that differs excludes it.
 */
final class TileCalibration {
  private static final Logger log = LoggerFactory.getLogger(TileCalibration.class);
  private static final int CANONICAL = GeneratorModel.CANONICAL_TILE;

  /**
   * What is tried on a CPU. Larger ones gain too little: measured on one core, a fully connected
   * generator draws a row of 512 at 3% less than one of 256, and a convolutional one of 256 at no
   * less than one of 16.
   */
  static final List<Integer> CPU_CANDIDATES = List.of(1, 2, 4, 8, 16, 32, 64, 128, 256);

  /** What is tried on a GPU, which a few hundred rows do not fill. */
  static final List<Integer> GPU_CANDIDATES =
      List.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048);

  /** A tile that takes longer than this keeps all others waiting, so it is not used. */
  static final Duration LONGEST_TILE = Duration.ofMillis(200);

  /**
   * Canonical tiles to compare with. Small tiles draw as many rows, in many tiles: elements that
   * fill no whole vector of the machine, for one, show in one row of thirty.
   */
  private static final int MEASURED_TILES = 2;

  private final Precision precision;
  private final SortedSet<Integer> candidates;
  private final LongSupplier cpuNanos;

  /**
   * What agrees.
   *
   * @param excluded row counts that were tried and do not agree
   */
  record Result(TileSizes sizes, List<Integer> excluded) {
    Result {
      excluded = List.copyOf(excluded);
    }
  }

  /**
   * @param candidates the canonical size is used whether it is among them or not
   * @param cpuNanos CPU time of the calling thread, for which a busy machine is no slower
   */
  TileCalibration(Precision precision, List<Integer> candidates, LongSupplier cpuNanos) {
    this.precision = precision;
    this.candidates = new TreeSet<>(candidates);
    this.candidates.add(CANONICAL);
    this.cpuNanos = cpuNanos;
  }

  /** Of the thread that draws on {@code device}. */
  static TileCalibration on(Device device, Precision precision) {
    return new TileCalibration(
        precision, device.isGpu() ? GPU_CANDIDATES : CPU_CANDIDATES, new ThreadTime());
  }

  /** Row counts that are tried, ascending. */
  List<Integer> candidates() {
    return List.copyOf(candidates);
  }

  /**
   * Measures all candidates.
   *
   * @throws CheckpointException if the network makes numbers that are not finite
   */
  Result measure(GeneratorSpec spec, ForwardPass pass) throws CheckpointException {
    TimedPass timed = new TimedPass(pass);
    CalibrationRows rows = CalibrationRows.draw(spec, precision, timed, MEASURED_TILES);
    if (!agreesThroughout(rows, timed, CANONICAL)) {
      log.error(
          "images depend on their slot in a tile of {} rows here: no seed is kept", CANONICAL);
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
   * warms it up, and excludes what does not agree this time.
   *
   * @throws CheckpointException if the network makes numbers that are not finite
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
     * @return all numbers that came out, row by row, not yet pixels
     */
    double[] outputs(float[] latents, int rows);
  }
}
