package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.name.VersionName.Form;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which versions should be served; a pure function of the store's state.
 *
 * @param name latest: the newest that can be loaded, never going back by itself; a channel: the
 *     version that it names, newer or older, and no change while there is no such channel; a
 *     number: that version, once it exists
 */
public record Follow(VersionName name) {
  /** Follows the newest version. */
  public static final Follow LATEST = new Follow(new VersionName.Latest());

  private static final String VERSION = "version:";
  private static final Set<Form> TAKEN = EnumSet.of(Form.NUMBER, Form.LATEST, Form.CHANNEL);

  /**
   * Reads "latest", "channel:NAME", "version:N" or just "N".
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Follow parse(String text) {
    try {
      return new Follow(VersionName.parse(text.startsWith(VERSION) ? number(text) : text, TAKEN));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not latest, channel:NAME or version:N", e);
    }
  }

  private static String number(String text) {
    String number = text.substring(VERSION.length());
    if (!number.matches("[0-9]+")) {
      throw new IllegalArgumentException("not a number");
    }
    return number;
  }

  /**
   * Returns the versions that are worth loading instead of {@code served}, best first.
   *
   * @param committed newest first
   * @param channel the version of the followed channel; empty if there is none
   */
  List<Version> candidates(
      List<Version> committed, Optional<Version> channel, Optional<Version> served) {
    if (name instanceof VersionName.Latest) {
      return committed.stream()
          .filter(version -> served.isEmpty() || version.compareTo(served.get()) > 0)
          .toList();
    }
    Optional<Version> wanted =
        name instanceof VersionName.Numbered of
            ? Optional.of(of.version()).filter(committed::contains)
            : channel;
    return wanted.filter(version -> !served.equals(wanted)).stream().toList();
  }

  /** Returns whether {@code version} may replace a candidate that cannot be loaded. */
  boolean accepts(Version version) {
    return !(name instanceof VersionName.Numbered of) || of.version().equals(version);
  }

  Optional<String> channel() {
    return name instanceof VersionName.OfChannel of
        ? Optional.of(of.channel().text())
        : Optional.empty();
  }
}
