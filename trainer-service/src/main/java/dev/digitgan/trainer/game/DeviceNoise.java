package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.random.RandomStream;

/**
 * Noise that the device makes itself: to send it numbers is to wait for all that it has yet to do.
 * Equal names give equal numbers on devices of one kind, and others than {@link HostNoise}. Nobody
 * else may draw from the engine's generator while a round is played.
 */
public final class DeviceNoise implements Noise {
  private final RandomStream stream;

  private DeviceNoise(RandomStream stream) {
    this.stream = stream;
  }

  /** Takes the engine's generator to where {@code stream} says. */
  public static DeviceNoise begin(RandomStream stream) {
    JniUtils.setSeed(stream.nextLong());
    return new DeviceNoise(stream);
  }

  @Override
  public NDArray latents(NDManager manager, LatentSource source, int count) {
    Shape shape = new Shape(count, source.size());
    return switch (source.distribution()) {
      case NORMAL -> manager.randomNormal(0, 1, shape, DataType.FLOAT32);
      case UNIFORM -> manager.randomUniform(-1, 1, shape, DataType.FLOAT32);
    };
  }

  @Override
  public NDArray signs(NDManager manager, Shape shape, float magnitude) {
    return manager.randomUniform(-1, 1, shape, DataType.FLOAT32).sign().mul(magnitude);
  }

  @Override
  public NDArray choices(NDManager manager, int count, int bound) {
    NDArray even = manager.randomUniform(0, bound, new Shape(count), DataType.FLOAT32);
    // A uniform number just below the bound may be rounded to it.
    return even.floor().minimum(bound - 1).toType(DataType.INT64, false);
  }

  @Override
  public RandomStream stream() {
    return stream;
  }
}
