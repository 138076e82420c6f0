package dev.digitgan.checkpoint.version;

import ai.djl.Device;
import dev.digitgan.checkpoint.codec.ModelDigest;
import dev.digitgan.checkpoint.codec.Safetensors;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Precision;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * A committed version, read whole and verified. Holds its weights on the Java heap, and nothing
 * native.
 */
public final class Checkpoint {
  private final Manifest manifest;
  private final GeneratorSpec spec;
  private final Map<String, ByteBuffer> tensors;
  private final Optional<GoldenSample> golden;

  Checkpoint(
      Manifest manifest,
      GeneratorSpec spec,
      Map<String, ByteBuffer> tensors,
      Optional<GoldenSample> golden) {
    this.manifest = manifest;
    this.spec = spec;
    this.tensors = tensors;
    this.golden = golden;
  }

  /**
   * The model digest of a checkpoint of {@code spec} with these weights.
   *
   * @param weights a safetensors file
   */
  public static Sha256 digest(GeneratorSpec spec, byte[] weights) {
    return ModelDigest.of(spec, Sha256.of(weights));
  }

  public Version version() {
    return new Version(manifest.getVersion());
  }

  /** The model digest: names the function that the weights compute. */
  public Sha256 digest() {
    return Sha256.parse(manifest.getModelDigest());
  }

  public Manifest manifest() {
    return manifest;
  }

  public GeneratorSpec spec() {
    return spec;
  }

  /** What the publisher's weights drew; empty if it recorded nothing. */
  public Optional<GoldenSample> golden() {
    return golden;
  }

  /** A model of these weights in native memory; the caller closes it. */
  public GeneratorModel newModel(Device device, Precision precision) {
    return GeneratorModel.create(spec, device, precision, Safetensors.source(tensors));
  }
}
