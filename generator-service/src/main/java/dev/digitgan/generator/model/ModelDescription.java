package dev.digitgan.generator.model;

import com.google.protobuf.Timestamp;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.image.ImageShape;
import dev.digitgan.network.GeneratorSpec;
import java.time.Instant;

/** A loaded model's manifest and architecture, without its weights. */
public record ModelDescription(Manifest manifest, GeneratorSpec spec, Numerics numerics) {

  public Version version() {
    return new Version(manifest.getVersion());
  }

  public Sha256 digest() {
    return Sha256.parse(manifest.getModelDigest());
  }

  public ImageShape shape() {
    return spec.shape();
  }

  /** Returns the time at which the checkpoint was made, by the trainer's clock. */
  public Instant createTime() {
    Timestamp time = manifest.getCreateTime();
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
