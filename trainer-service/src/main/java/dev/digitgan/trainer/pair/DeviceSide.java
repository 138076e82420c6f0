package dev.digitgan.trainer.pair;

import ai.djl.ndarray.NDArray;
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
 * The parts of a pair on its device that do not belong to a player.
 *
 * @param manager the owner of the others
 * @param noise makes the noise of a round from its stream
 * @param roundsOfReading the number of rounds after which figures are read
 */
record DeviceSide(
    NDManager manager,
    ImageTable images,
    Function<RandomStream, Noise> noise,
    FiguresTally tally,
    int roundsOfReading) {
  /** Reading figures leaves a GPU idle, so it is done after many rounds. */
  private static final int GPU_ROUNDS_OF_READING = 32;

  /** The images of a data set, in a recipe's range. */
  interface ImageTable {
    /**
     * Returns the pixels of a batch, of shape (images and channels, height · width).
     *
     * @param manager of the players' device; owns what is returned
     */
    NDArray batch(NDManager manager, BatchOrder.Choice choice);
  }

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
