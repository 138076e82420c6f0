package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.random.RandomStream;

/**
 * Noise that the device itself draws: copying numbers to it would wait for all its queued work.
 * Equal streams give equal numbers on devices of one kind, but not those of {@link HostNoise}. No
 * other code may draw from the engine's generator during the round.
 */
public final class DeviceNoise implements Noise {
  private final RandomStream stream;

  private DeviceNoise(RandomStream stream) {
    this.stream = stream;
  }

  /** Seeds the engine's generator from {@code stream}. */
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
    NDArray uniform = manager.randomUniform(0, bound, new Shape(count), DataType.FLOAT32);
    // A number just below the bound may round up to it.
    return uniform.floor().minimum(bound - 1).toType(DataType.INT64, false);
  }

  @Override
  public RandomStream stream() {
    return stream;
  }
}
