package dev.digitgan.cli.models;

import dev.digitgan.checkpoint.signing.TrustedKeys;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.cli.console.Failures;
import dev.digitgan.command.MisuseException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Picocli mixin: whose signatures are asked for. */
final class TrustOptions {
  @Option(
      names = "--trusted-keys",
      paramLabel = "PATH",
      defaultValue = "${env:DIGITGAN_TRUSTED_KEYS}",
      description = {
        "A PEM file of public keys, or a directory of such files: a version that none of them signed"
            + " is wrong. Unset, signatures are not looked at.",
        "DIGITGAN_TRUSTED_KEYS."
      })
  private @Nullable Path trustedKeys;

  /** {@link MisuseException} where there are no such keys. */
  Readers readers() {
    if (trustedKeys == null || trustedKeys.toString().isEmpty()) {
      return CheckpointReader::new;
    }
    TrustedKeys trusted = trusted(trustedKeys);
    return (store, keys) -> new CheckpointReader(store, keys, trusted);
  }

  private static TrustedKeys trusted(Path path) {
    try {
      return TrustedKeys.read(path);
    } catch (IOException | IllegalArgumentException e) {
      throw new MisuseException(Failures.text(e));
    }
  }
}
