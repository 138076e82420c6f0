package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Supplies the versions that should be served. */
@FunctionalInterface
interface VersionSource {
  /**
   * Returns the versions that are worth loading instead of {@code served}, best first. Blocks;
   * IOException when the store cannot be reached.
   */
  List<Version> candidates(Optional<Version> served) throws IOException;

  /**
   * Returns the version of each channel, for requests that name one. Called after {@link
   * #candidates} and consistent with it. Channels that cannot be read stay as they were. Blocks.
   */
  default Map<String, Version> channels() {
    return Map.of();
  }

  /** Returns whether {@code damaged} is gone or has a different size or time now. Blocks. */
  default boolean changed(StoredObject damaged) throws IOException {
    return false;
  }

  /** Returns a version to serve while no candidate can be loaded, if there is one. */
  default Optional<Version> lastGood() {
    return Optional.empty();
  }
}
