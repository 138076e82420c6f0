package dev.digitgan.trainer.pair;

import ai.djl.ndarray.NDManager;
import dev.digitgan.network.ValueRange;
import dev.digitgan.random.RandomStream;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.game.DeviceNoise;
import dev.digitgan.trainer.game.FiguresTally;
import dev.digitgan.trainer.game.HostNoise;
import dev.digitgan.trainer.game.Noise;
import java.util.function.Function;

/**
 * What lies beside the players and is not theirs.
 *
 * @param manager of the device; owns the rest
 * @param noise of a round, by its stream
 * @param roundsOfReading after which figures are read
 */
record DeviceSide(
    NDManager manager,
    ImageTable images,
    Function<RandomStream, Noise> noise,
    FiguresTally tally,
    int roundsOfReading) {
  /** To read figures is to wait for a GPU, which then has nothing to do. */
  private static final int GPU_ROUNDS_OF_READING = 32;

  static DeviceSide of(NDManager manager, DigitSet data, ValueRange range) {
    FiguresTally tally = new FiguresTally(manager);
    return manager.getDevice().isGpu()
        ? new DeviceSide(
            manager,
            DeviceImages.of(manager, data, range),
            DeviceNoise::begin,
            tally,
            GPU_ROUNDS_OF_READING)
        : new DeviceSide(manager, new HostImages(data, range), HostNoise::new, tally, 1);
  }
}
