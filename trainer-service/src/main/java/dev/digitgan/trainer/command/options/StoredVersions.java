package dev.digitgan.trainer.command.options;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.version.Checkpoint;
import dev.digitgan.checkpoint.version.VersionNotFoundException;
import dev.digitgan.checkpoint.version.VersionResolver;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.runtime.command.Logging;
import dev.digitgan.trainer.run.JudgedVersion;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Versions that a command was told to look at. */
public final class StoredVersions {
  private static final Logger log = LoggerFactory.getLogger(StoredVersions.class);

  private StoredVersions() {}

  /**
   * The version that is meant, whole; empty where there is none. {@link UserErrorException} where
   * it is there and cannot be read.
   */
  public static Optional<Checkpoint> find(TrainerStore store, String option, VersionName name) {
    try {
      Optional<Version> version = resolver(store).find(name);
      return version.isEmpty() ? Optional.empty() : Optional.of(store.reader().load(version.get()));
    } catch (CheckpointException | VersionNotFoundException e) {
      throw new UserErrorException(option + " " + name + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UserErrorException("--store: " + e, e);
    }
  }

  /** As {@link #find}; {@link UserErrorException} where there is none. */
  public static Checkpoint load(TrainerStore store, String option, VersionName name) {
    return find(store, option, name)
        .orElseThrow(
            () ->
                new UserErrorException(
                    "%s %s: there is no such version of %s in %s"
                        .formatted(option, name, store.keys().model(), store.store())));
  }

  /** Finds what names mean, and logs which versions it leaves out. */
  public static VersionResolver resolver(TrainerStore store) {
    return new VersionResolver(
        store.store(),
        store.keys(),
        store.reader(),
        (version, e) -> log.warn("version {} is left out: {}", version, Logging.oneLine(e)),
        JudgedVersion::rank);
  }
}
