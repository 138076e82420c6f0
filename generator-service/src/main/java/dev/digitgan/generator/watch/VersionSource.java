package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.Version;
import dev.digitgan.generator.model.ChannelTable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Says which versions should be served. */
@FunctionalInterface
public interface VersionSource {
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

  /** What can be served while the store cannot be reached; empty: nothing. */
  default Optional<Version> lastGood() {
    return Optional.empty();
  }
}
