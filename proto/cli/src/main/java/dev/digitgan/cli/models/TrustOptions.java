package dev.digitgan.cli.models;

import dev.digitgan.checkpoint.CheckpointReader;
import dev.digitgan.checkpoint.TrustedKeys;
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

  Readers readers() throws IOException {
    if (trustedKeys == null || trustedKeys.toString().isEmpty()) {
      return CheckpointReader::new;
    }
    TrustedKeys trusted = TrustedKeys.read(trustedKeys);
    return (store, keys) -> new CheckpointReader(store, keys, trusted);
  }
}
