package dev.digitgan.generator.model;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.generator.model.TileCalibration.ForwardPass;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.GeneratorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was calibrated in this process, by architecture: how an engine adds up depends on shapes, so
 * that other weights of the same shapes are only checked. For one thread at a time.
 */
final class Calibrations {
  private static final Logger log = LoggerFactory.getLogger(Calibrations.class);

  /** Whoever publishes ever new architectures pays for each again. */
  private static final int MAX_ARCHITECTURES = 16;

  private final TileCalibration calibration;
  private final Map<GeneratorSpec, TileCalibration.Result> known = new LinkedHashMap<>();

  Calibrations(TileCalibration calibration) {
    this.calibration = calibration;
  }

  /**
   * The sizes to draw a network of {@code spec} with, each of them warm afterwards. A size that
   * disagreed once is not used again for that architecture.
   *
   * @throws CheckpointException if the network makes numbers that are not finite
   */
  TileSizes sizes(GeneratorSpec spec, ForwardPass pass) throws CheckpointException {
    TileCalibration.Result before = known.get(spec);
    TileCalibration.Result result =
        before == null ? calibration.measure(spec, pass) : calibration.confirm(spec, pass, before);
    if (before == null) {
      log.info(
          "tiles of {} rows draw what {} rows draw; {}",
          result.sizes().rows(),
          GeneratorModel.CANONICAL_TILE,
          result.excluded().isEmpty() ? "none does not" : result.excluded() + " do not");
    } else if (!result.equals(before)) {
      List<Integer> gone = new ArrayList<>(before.sizes().rows());
      gone.removeAll(result.sizes().rows());
      log.warn("tiles of {} rows are not used any more: these weights show a difference", gone);
    }
    remember(spec, result);
    return result.sizes();
  }

  private void remember(GeneratorSpec spec, TileCalibration.Result result) {
    known.put(spec, result);
    if (known.size() > MAX_ARCHITECTURES) {
      known.remove(known.keySet().iterator().next());
    }
  }
}
