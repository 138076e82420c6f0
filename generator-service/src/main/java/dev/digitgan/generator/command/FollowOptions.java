package dev.digitgan.generator.command;

import dev.digitgan.checkpoint.signing.TrustedKeys;
import dev.digitgan.command.MisuseException;
import dev.digitgan.generator.server.CheckpointSettings;
import dev.digitgan.generator.watch.Follow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Picocli mixin: which checkpoints the generator serves. */
final class FollowOptions {
  @Option(
      names = "--follow",
      paramLabel = "WHAT",
      defaultValue = "${env:DIGITGAN_FOLLOW:-latest}",
      description = {
        "latest (the newest that can be loaded), channel:NAME (what the channel names, newer or older) or version:N.",
        "DIGITGAN_FOLLOW; now ${DEFAULT-VALUE}."
      })
  private String follow = "";

  @Option(
      names = "--trusted-keys",
      paramLabel = "PATH",
      defaultValue = "${env:DIGITGAN_TRUSTED_KEYS:-" + Option.NULL_VALUE + "}",
      description = {
        "A PEM file of public keys, or a folder of such: only versions signed by one of them are served. Unset, no"
            + " signature is asked for.",
        "DIGITGAN_TRUSTED_KEYS."
      })
  private @Nullable Path trustedKeys;

  @Option(
      names = "--cache",
      paramLabel = "DIRECTORY",
      defaultValue = "${env:DIGITGAN_GENERATOR_CACHE:-" + Option.NULL_VALUE + "}",
      description = {
        "Keeps a copy of the version being served there, and starts from it while the store is down; unset, no copy is"
            + " kept.",
        "DIGITGAN_GENERATOR_CACHE."
      })
  private @Nullable Path cache;

  @Option(
      names = "--keep-loaded",
      paramLabel = "N",
      defaultValue = "${env:DIGITGAN_GENERATOR_KEEP_LOADED:-2}",
      description = {
        "Versions in memory: the one being served, and those before it for requests that name them.",
        "DIGITGAN_GENERATOR_KEEP_LOADED; now ${DEFAULT-VALUE}."
      })
  private int keepLoaded;

  @Option(
      names = "--poll",
      paramLabel = "TIME",
      defaultValue = "${env:DIGITGAN_GENERATOR_POLL:-2s}",
      description = {
        "Time between two looks for a newer version.",
        "DIGITGAN_GENERATOR_POLL; now ${DEFAULT-VALUE}."
      })
  private Duration poll = Duration.ZERO;

  /** IllegalArgumentException where a value makes no sense. */
  CheckpointSettings settings() {
    return new CheckpointSettings(
        Follow.parse(follow), keepLoaded, poll, trusted(), Optional.ofNullable(cache));
  }

  private Optional<TrustedKeys> trusted() {
    if (trustedKeys == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(TrustedKeys.read(trustedKeys));
    } catch (IOException e) {
      throw new MisuseException("--trusted-keys: cannot read " + trustedKeys + ": " + e, e);
    }
  }
}
