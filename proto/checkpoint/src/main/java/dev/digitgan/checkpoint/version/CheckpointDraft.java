package dev.digitgan.checkpoint.version;

import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.network.GeneratorSpec;
import java.util.Optional;

/**
 * A checkpoint before it is published.
 *
 * @param engine that trained the weights, e.g. "pytorch-2.7.1"
 * @param weights a safetensors file; not copied, do not change it
 * @param preview a PNG sheet; not copied, do not change it
 * @param golden a sample that readers can compare with theirs
 * @param provenance recipe, settings, data set, seed, step, epoch, metrics, parent, run and time;
 *     the rest is filled in
 */
@SuppressWarnings("ArrayRecordComponent") // Megabytes that no code compares.
public record CheckpointDraft(
    GeneratorSpec spec,
    String engine,
    byte[] weights,
    byte[] preview,
    Optional<GoldenSample> golden,
    Manifest provenance) {

  /** A draft without a golden sample. */
  public CheckpointDraft(
      GeneratorSpec spec, String engine, byte[] weights, byte[] preview, Manifest provenance) {
    this(spec, engine, weights, preview, Optional.empty(), provenance);
  }

  /** The model digest that these weights will have. */
  public Sha256 digest() {
    return Checkpoint.digest(spec, weights);
  }
}
