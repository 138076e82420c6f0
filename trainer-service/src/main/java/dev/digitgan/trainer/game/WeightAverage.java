package dev.digitgan.trainer.game;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import dev.digitgan.checkpoint.codec.HostTensor;
import dev.digitgan.network.Network;
import java.util.Map;
import java.util.function.Function;

/**
 * An exponential moving average of a network's tensors, running statistics included. Owns its
 * memory until {@link #close}. Belongs to the training thread.
 *
 * <p>Source: Yazıcı et al., arXiv:1806.04498, section 3.2; the half-life in images that grows with
 * the images seen is that of Karras et al., arXiv:2006.06676, appendix.
 */
public record WeightAverage(Network network, long halfLifeImages) implements AutoCloseable {
  private static final double RAMP = 0.05;

  /**
   * Makes an average that begins with the present tensors of {@code of}.
   *
   * @param halfLifeImages half-life in images; at the beginning a twentieth of the images seen, if
   *     that is less
   */
  public static WeightAverage of(Network of, long halfLifeImages, Device device) {
    return new WeightAverage(Network.create(of.stack(), device, of.copies()), halfLifeImages);
  }

  /**
   * Adds the present tensors of {@code latest}.
   *
   * @param images since the last call
   * @param imagesSeen since the beginning, these included
   */
  public void add(Network latest, long images, long imagesSeen) {
    double halfLife = Math.min((double) halfLifeImages, Math.max(1, RAMP * imagesSeen));
    float kept = (float) Math.pow(0.5, images / halfLife);
    network
        .tensors()
        .forEach(
            (name, average) -> {
              try (NDArray values = latest.tensor(name).stopGradient();
                  NDArray share = values.mul(1 - kept)) {
                average.muli(kept).addi(share);
              }
            });
  }

  public Map<String, HostTensor> tensors() {
    return Player.copies(network);
  }

  public void restore(Function<String, HostTensor> saved) {
    Player.restore(network, saved);
  }

  @Override
  public void close() {
    network.close();
  }
}
