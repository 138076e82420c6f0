package dev.digitgan.checkpoint.codec;

import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.network.GeneratorSpec;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The digest that names the function of a checkpoint: SHA-256 over lines of ASCII, each ended by a
 * line feed:
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
 * It covers no times, metrics, recipe or engine.
 */
public final class ModelDigest {
  private ModelDigest() {}

  public static Sha256 of(GeneratorSpec spec, Sha256 weights) {
    String text =
        String.format(
            Locale.ROOT,
            """
            digitgan-model 1
            %slatent size=%d distribution=%s scheme=%d
            %s
            shape %s
            classes %d
            weights %s
            """,
            spec.stack().canonicalForm(),
            spec.latents().size(),
            spec.latents().distribution().name().toLowerCase(Locale.ROOT),
            LatentSource.SCHEME,
            spec.range().canonicalForm(),
            spec.shape(),
            spec.classes(),
            weights);
    return Sha256.of(text.getBytes(StandardCharsets.US_ASCII));
  }
}
