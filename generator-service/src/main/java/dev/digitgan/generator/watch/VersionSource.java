package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.generator.model.ChannelTable;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Says which versions should be served. */
@FunctionalInterface
interface VersionSource {
  /**
   * Versions that are worth loading instead of {@code served}, best first; none: it should stay.
   * Blocks; IOException when the store cannot be reached.
   */
  List<Version> candidates(Optional<Version> served) throws IOException;

  /**
   * Where channels stand, for requests that name them; after {@link #candidates}, and in agreement
   * with it. What cannot be read stays as it was. Blocks.
   */
  default ChannelTable channels() {
    return ChannelTable.NONE;
  }

  /** Whether the store has {@code damaged} with another size or time now, or not at all. Blocks. */
  default boolean changed(StoredObject damaged) throws IOException {
    return false;
  }

  /** What can be served while no candidate can; empty: nothing. */
  default Optional<Version> lastGood() {
    return Optional.empty();
  }
}
