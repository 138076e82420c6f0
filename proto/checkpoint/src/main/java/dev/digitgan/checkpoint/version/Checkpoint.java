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

/** A committed version, whole and verified. Holds its weights on the Java heap, nothing native. */
public record Checkpoint(
    Manifest manifest,
    GeneratorSpec spec,
    Map<String, ByteBuffer> tensors,
    Optional<GoldenSample> golden) {
  /** The model digest of a checkpoint of {@code spec} with {@code weights}, a safetensors file. */
  public static Sha256 digest(GeneratorSpec spec, byte[] weights) {
    return ModelDigest.of(spec, Sha256.of(weights));
  }

  public Version version() {
    return new Version(manifest.getVersion());
  }

  /** The model digest, which names the function of the weights. */
  public Sha256 digest() {
    return Sha256.parse(manifest.getModelDigest());
  }

  /** Makes a model of these weights in native memory; the caller closes it. */
  public GeneratorModel newModel(Device device, Precision precision) {
    return GeneratorModel.create(spec, device, precision, Safetensors.source(tensors));
  }
}
