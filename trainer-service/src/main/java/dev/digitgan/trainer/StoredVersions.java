package dev.digitgan.trainer;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.version.Checkpoint;
import dev.digitgan.command.UserErrorException;
import java.io.IOException;
import java.util.Optional;

/** Versions that a command was told to look at. */
final class StoredVersions {
  private StoredVersions() {}

  /**
   * The version that is meant, whole; empty where there is none. {@link UserErrorException} where
   * it is there and cannot be read.
   */
  static Optional<Checkpoint> find(TrainerStore store, String option, VersionChoice choice) {
    try {
      Optional<Version> version = choice.in(store);
      return version.isEmpty() ? Optional.empty() : Optional.of(store.reader().load(version.get()));
    } catch (CheckpointException e) {
      throw new UserErrorException(option + " " + choice + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UserErrorException("--store: " + e, e);
    }
  }

  /** As {@link #find}; {@link UserErrorException} where there is none. */
  static Checkpoint load(TrainerStore store, String option, VersionChoice choice) {
    return find(store, option, choice)
        .orElseThrow(
            () ->
                new UserErrorException(
                    "%s %s: there is no such version of %s in %s"
                        .formatted(option, choice, store.keys().model(), store.store())));
  }

  /** E.g. "version 12 of digits (sha256:...)". */
  static String name(Checkpoint checkpoint) {
    return "version %s of %s (%s)"
        .formatted(checkpoint.version(), checkpoint.manifest().getModel(), checkpoint.digest());
  }
}
