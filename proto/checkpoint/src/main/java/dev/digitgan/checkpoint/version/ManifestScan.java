package dev.digitgan.checkpoint.version;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.v1.Manifest;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The manifests of a model, newest first, without those that cannot be read here: a newer
 * trainer's, say, or one on a bad sector. Looks for a version by what its manifest says go through
 * this, so that one object never hides all others. Blocks on the store; for one thread, used once.
 */
public final class ManifestScan {
  /** Objects in a row that cannot be read before the store counts as failing. */
  private static final int MAX_FAILURES = 3;

  private final CheckpointReader reader;
  private final Iterator<Version> versions;
  private final BiConsumer<Version, Exception> skipped;
  private int skippedCount;
  private int failuresInARow;

  private ManifestScan(
      CheckpointReader reader, Iterator<Version> versions, BiConsumer<Version, Exception> skipped) {
    this.reader = reader;
    this.versions = versions;
    this.skipped = skipped;
  }

  /**
   * A scan of the versions that are there now.
   *
   * @param skipped told of each version that is left out, and why
   * @throws IOException if they cannot be listed
   */
  public static ManifestScan begin(CheckpointReader reader, BiConsumer<Version, Exception> skipped)
      throws IOException {
    return new ManifestScan(reader, reader.versions().iterator(), skipped);
  }

  /**
   * The next one, or empty after the oldest.
   *
   * @throws IOException if the store fails on one after the other
   */
  public Optional<Manifest> next() throws IOException {
    while (versions.hasNext()) {
      Version version = versions.next();
      try {
        Manifest manifest = reader.manifest(version);
        failuresInARow = 0;
        return Optional.of(manifest);
      } catch (CheckpointException e) {
        failuresInARow = 0;
        skip(version, e);
      } catch (IOException e) {
        failuresInARow++;
        if (failuresInARow == MAX_FAILURES) {
          throw e;
        }
        skip(version, e);
      }
    }
    return Optional.empty();
  }

  private void skip(Version version, Exception e) {
    skippedCount++;
    skipped.accept(version, e);
  }

  /** How many were left out so far: what is not found may be among them. */
  public int skippedCount() {
    return skippedCount;
  }
}
