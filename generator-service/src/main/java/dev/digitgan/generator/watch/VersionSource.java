package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.Version;
import java.io.IOException;
import java.util.List;

/** Says which versions exist. */
@FunctionalInterface
public interface VersionSource {
  /** All committed versions, newest first. Blocks; IOException when the store cannot be reached. */
  List<Version> versions() throws IOException;
}
