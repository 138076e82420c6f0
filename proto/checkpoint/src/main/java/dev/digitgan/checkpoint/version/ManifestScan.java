package dev.digitgan.checkpoint.version;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.v1.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * One pass over a model's manifests, newest first. It skips those that it cannot read, for example
 * of a newer trainer or on a bad sector, so that one object never hides all others. Blocks on the
 * store; for one thread.
 */
public final class ManifestScan {
  /** The number of objects in a row that cannot be read before the store counts as failing. */
  private static final int MAX_FAILURES = 3;

  private final CheckpointReader reader;
  private final Iterator<Version> versions;
  private final BiConsumer<Version, Exception> skipped;
  private int skippedCount;
  private int failuresInARow;

  /**
   * A scan of the versions that the store has now.
   *
   * @param skipped receives each version that is skipped, and why
   */
  public ManifestScan(CheckpointReader reader, BiConsumer<Version, Exception> skipped)
      throws IOException {
    this.reader = reader;
    this.versions = reader.versions().iterator();
    this.skipped = skipped;
  }

  /** All remaining manifests that match {@code wanted}. */
  public List<Manifest> all(Predicate<Manifest> wanted) throws IOException {
    List<Manifest> all = new ArrayList<>();
    for (Optional<Manifest> next = next(wanted); next.isPresent(); next = next(wanted)) {
      all.add(next.get());
    }
    return all;
  }

  /** The next manifest that matches {@code wanted}; empty after the oldest. */
  Optional<Manifest> next(Predicate<Manifest> wanted) throws IOException {
    while (versions.hasNext()) {
      Version version = versions.next();
      try {
        Manifest manifest = reader.manifest(version);
        failuresInARow = 0;
        if (wanted.test(manifest)) {
          return Optional.of(manifest);
        }
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

  /** The number of skipped versions, among which a missing one may be. */
  int skippedCount() {
    return skippedCount;
  }
}
