package dev.digitgan.checkpoint.codec;

import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Layer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Names the function that a checkpoint computes: SHA-256 over lines of ASCII, each ended by a line
 * feed:
 *
 * <pre>
 *   digitgan-model 1
 *   layer {canonical form}          for each layer, in order
 *   latent size={n} distribution={normal|uniform} scheme={n}
 *   range min={bits} max={bits}     IEEE 754 single, eight hexadecimal digits
 *   shape {channels}x{height}x{width}
 *   classes {n}
 *   weights sha256:{hex}
 * </pre>
 *
 * Times, metrics, recipe and engine are no part of it.
 */
public final class ModelDigest {
  private ModelDigest() {}

  public static Sha256 of(GeneratorSpec spec, Sha256 weights) {
    List<String> lines = new ArrayList<>();
    lines.add("digitgan-model 1");
    spec.stack().canonicalForm().forEach(layer -> lines.add("layer " + layer));
    lines.add(
        String.format(
            Locale.ROOT,
            "latent size=%d distribution=%s scheme=%d",
            spec.latents().size(),
            spec.latents().distribution().name().toLowerCase(Locale.ROOT),
            LatentSource.SCHEME));
    lines.add(
        "range min=%s max=%s"
            .formatted(Layer.bits(spec.range().min()), Layer.bits(spec.range().max())));
    lines.add("shape " + spec.shape());
    lines.add("classes " + spec.classes());
    lines.add("weights " + weights);
    String text = String.join("\n", lines) + "\n";
    return Sha256.of(text.getBytes(StandardCharsets.US_ASCII));
  }
}
