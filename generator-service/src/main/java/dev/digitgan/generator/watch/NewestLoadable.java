package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.Version;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The policy: serve the newest version that can be loaded, and never go back by itself. */
final class NewestLoadable {
  private NewestLoadable() {}

  /** What to load next, or empty when nothing is to be done. */
  static Optional<Version> next(
      List<Version> committed, Optional<Version> served, Set<Version> unusable) {
    return committed.stream()
        .filter(version -> served.isEmpty() || version.compareTo(served.get()) > 0)
        .filter(version -> !unusable.contains(version))
        .max(Comparator.naturalOrder());
  }
}
