package dev.digitgan.cli.store;

import dev.digitgan.checkpoint.signing.TrustedKeys;
import dev.digitgan.cli.console.Texts;
import dev.digitgan.command.MisuseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Picocli mixin: the keys whose signatures are required. */
final class TrustOptions {
  @Option(
      names = "--trusted-keys",
      paramLabel = "PATH",
      defaultValue = "${env:DIGITGAN_TRUSTED_KEYS}",
      description = {
        "A PEM file of public keys, or a directory of such files: a version that none of them"
            + " signed is wrong. By default, signatures are not checked.",
        "DIGITGAN_TRUSTED_KEYS."
      })
  private @Nullable Path trustedKeys;

  /** Reads the keys, if they are named; throws {@link MisuseException} if they are unusable. */
  Optional<TrustedKeys> keys() {
    if (trustedKeys == null || trustedKeys.toString().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(TrustedKeys.read(trustedKeys));
    } catch (IOException | IllegalArgumentException e) {
      throw new MisuseException(Texts.failure(e));
    }
  }
}
