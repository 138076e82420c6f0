package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.Version;
import java.io.IOException;
import java.util.Optional;

/** Says where a channel stands. */
@FunctionalInterface
public interface ChannelSource {
  /** The version that {@code channel} names; empty: there is no such channel. Blocks. */
  Optional<Version> version(String channel) throws IOException;
}
