package dev.digitgan.checkpoint.version;

import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.network.GeneratorSpec;
import java.util.Optional;

/**
 * A checkpoint to be published.
 *
 * @param spec what the weights are of
 * @param engine that they were trained on, e.g. "pytorch-2.7.1"
 * @param weights a safetensors file; not copied, not to be changed
 * @param preview a PNG sheet; not copied, not to be changed
 * @param golden what the weights draw; empty: readers have nothing to compare with
 * @param provenance recipe, settings, data set, seed, step, epoch, metrics, parent, run and time;
 *     the rest is filled in
 */
@SuppressWarnings("ArrayRecordComponent") // Megabytes, compared by nobody.
public record CheckpointDraft(
    GeneratorSpec spec,
    String engine,
    byte[] weights,
    byte[] preview,
    Optional<GoldenSample> golden,
    Manifest provenance) {

  /** Without a golden sample. */
  public CheckpointDraft(
      GeneratorSpec spec, String engine, byte[] weights, byte[] preview, Manifest provenance) {
    this(spec, engine, weights, preview, Optional.empty(), provenance);
  }

  /** The model digest that these weights will have. */
  public Sha256 digest() {
    return Checkpoint.digest(spec, weights);
  }
}
