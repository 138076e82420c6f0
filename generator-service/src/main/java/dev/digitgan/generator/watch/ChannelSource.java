package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.generator.model.ChannelTable;
import java.io.IOException;
import java.util.Optional;

/** Says where channels stand. */
public interface ChannelSource {
  /** The version that {@code channel} names; empty: there is no such channel. Blocks. */
  Optional<Version> version(String channel) throws IOException;

  /** Where all channels stand; one whose record is not understood is left out. Blocks. */
  ChannelTable table() throws IOException;
}
