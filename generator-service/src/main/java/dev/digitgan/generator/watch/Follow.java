package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.name.VersionName.Form;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The policy: which versions should be served. Pure functions of what the store says. */
public sealed interface Follow {
  /** Before a number, which may stand alone too. */
  String VERSION = "version:";

  Set<Form> TAKEN = EnumSet.of(Form.NUMBER, Form.LATEST, Form.CHANNEL);

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
   * "latest", "channel:NAME", "version:N" or just "N".
   *
   * @throws IllegalArgumentException for anything else
   */
  static Follow parse(String text) {
    VersionName name;
    try {
      name = VersionName.parse(text.startsWith(VERSION) ? number(text) : text, TAKEN);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is none of latest, channel:NAME and version:N", e);
    }
    if (name instanceof VersionName.Numbered number) {
      return new Exactly(number.version());
    }
    return name instanceof VersionName.OfChannel of
        ? new Channel(of.channel().text())
        : new Latest();
  }

  private static String number(String text) {
    String number = text.substring(VERSION.length());
    if (!number.matches("[0-9]+")) {
      throw new IllegalArgumentException("no number");
    }
    return number;
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
