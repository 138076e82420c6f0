package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.Version;
import dev.digitgan.text.WholeNumbers;
import java.util.List;
import java.util.Optional;

/** The policy: which versions should be served. Pure functions of what the store says. */
public sealed interface Follow {
  /**
   * Versions that are worth loading instead of {@code served}, best first.
   *
   * @param committed newest first
   * @param channel where the followed channel stands; empty for a policy that follows none
   */
  List<Version> candidates(
      List<Version> committed, Optional<Version> channel, Optional<Version> served);

  /** Whether {@code version} may stand in for a candidate that cannot be loaded. */
  default boolean accepts(Version version) {
    return true;
  }

  /** The channel that this follows. */
  default Optional<String> channel() {
    return Optional.empty();
  }

  /**
   * "latest", "channel:NAME" or "version:N".
   *
   * @throws IllegalArgumentException for anything else
   */
  static Follow parse(String text) {
    if (text.equals("latest") || text.equals("channel:latest")) {
      return new Latest();
    }
    if (text.startsWith("channel:") && text.length() > "channel:".length()) {
      return new Channel(text.substring("channel:".length()));
    }
    if (text.startsWith("version:")) {
      try {
        return new Exactly(
            new Version(WholeNumbers.parseLong(text.substring("version:".length()))));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("'" + text + "' names no version: version:N", e);
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is none of latest, channel:NAME and version:N");
  }

  /** The newest that can be loaded; never goes back by itself. */
  record Latest() implements Follow {
    @Override
    public List<Version> candidates(
        List<Version> committed, Optional<Version> channel, Optional<Version> served) {
      return committed.stream()
          .filter(version -> served.isEmpty() || version.compareTo(served.get()) > 0)
          .toList();
    }
  }

  /** What the channel names, newer or older; without it, whatever is served stays. */
  record Channel(String name) implements Follow {
    @Override
    public Optional<String> channel() {
      return Optional.of(name);
    }

    @Override
    public List<Version> candidates(
        List<Version> committed, Optional<Version> channel, Optional<Version> served) {
      return channel.filter(version -> !served.equals(Optional.of(version))).stream().toList();
    }
  }

  /** That version, once it is there. */
  record Exactly(Version version) implements Follow {
    @Override
    public boolean accepts(Version other) {
      return other.equals(version);
    }

    @Override
    public List<Version> candidates(
        List<Version> committed, Optional<Version> channel, Optional<Version> served) {
      return committed.contains(version) && !served.equals(Optional.of(version))
          ? List.of(version)
          : List.of();
    }
  }
}
