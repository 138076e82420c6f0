package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.network.EngineMemory;
import dev.digitgan.random.RandomStream;

/** Noise that the host draws from a stream, equal on every machine, and copies to the device. */
public record HostNoise(RandomStream stream) implements Noise {
  @Override
  public NDArray latents(NDManager manager, LatentSource source, int count) {
    float[] values = new float[count * source.size()];
    for (int row = 0; row < count; row++) {
      source.fill(stream, values, row * source.size());
    }
    return EngineMemory.create(manager, values, new Shape(count, source.size()));
  }

  @Override
  public NDArray signs(NDManager manager, Shape shape, float magnitude) {
    float[] signs = new float[Math.toIntExact(shape.size())];
    int bits = 0;
    for (int i = 0; i < signs.length; i++) {
      bits = (i & 31) == 0 ? stream.nextInt() : bits >>> 1;
      signs[i] = (bits & 1) == 0 ? -magnitude : magnitude;
    }
    return EngineMemory.create(manager, signs, shape);
  }

  @Override
  public NDArray choices(NDManager manager, int count, int bound) {
    long[] choices = new long[count];
    for (int i = 0; i < count; i++) {
      choices[i] = stream.nextInt(bound);
    }
    return manager.create(choices);
  }
}
