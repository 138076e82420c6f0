package dev.digitgan.generator.model;

import dev.digitgan.checkpoint.Channels;
import dev.digitgan.checkpoint.Sha256;
import dev.digitgan.checkpoint.Version;
import dev.digitgan.text.WholeNumbers;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a request names the model that it wants. */
public sealed interface VersionSelector {
  /**
   * Reads "" (the served one), "42", "sha256:&lt;hex&gt;" or "channel:&lt;name&gt;".
   *
   * @throws IllegalArgumentException for anything else; the message says what is expected
   */
  static VersionSelector parse(String text) {
    if (text.isEmpty()) {
      return new Serving();
    }
    if (text.startsWith("sha256:")) {
      return new OfDigest(Sha256.parse(text));
    }
    if (text.startsWith("channel:")) {
      return new OfChannel(text.substring("channel:".length()));
    }
    if (!Exact.NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'"
              + shortened(text)
              + "' is none of \"\" (the version being served), a number as in \"42\", \"sha256:<hex>\" and"
              + " \"channel:<name>\"");
    }
    return new Exact(new Version(WholeNumbers.parseLong(text)));
  }

  /**
   * Index of the model that is meant.
   *
   * @param loaded the first is served, then those that were before it; at least one
   * @param channels where channels stand
   * @throws NoSuchVersionException if none of them is meant
   */
  int choose(List<ModelDescription> loaded, ChannelTable channels);

  /** The one being served. */
  record Serving() implements VersionSelector {
    @Override
    public int choose(List<ModelDescription> loaded, ChannelTable channels) {
      return 0;
    }
  }

  /** One by its number. */
  record Exact(Version version) implements VersionSelector {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,7}");

    @Override
    public int choose(List<ModelDescription> loaded, ChannelTable channels) {
      return index(loaded, version)
          .orElseThrow(
              () ->
                  new NoSuchVersionException(
                      "version " + version + " is not loaded; " + named(loaded)));
    }
  }

  /** The one served last that computes one function. */
  record OfDigest(Sha256 digest) implements VersionSelector {
    @Override
    public int choose(List<ModelDescription> loaded, ChannelTable channels) {
      for (int i = 0; i < loaded.size(); i++) {
        if (loaded.get(i).digest().equals(digest)) {
          return i;
        }
      }
      throw new NoSuchVersionException("no model " + digest + " is loaded; " + named(loaded));
    }
  }

  /**
   * The one that a channel names: as the store said when it was last looked at, so that no request
   * waits for it. "latest" is the newest of those that are loaded.
   */
  record OfChannel(String name) implements VersionSelector {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

    public OfChannel {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "'"
                + shortened(name)
                + "' is no channel: 1 to 64 lower-case letters, digits and inner hyphens");
      }
    }

    @Override
    public int choose(List<ModelDescription> loaded, ChannelTable channels) {
      if (name.equals(Channels.LATEST)) {
        List<Version> versions = loaded.stream().map(ModelDescription::version).toList();
        return versions.indexOf(Collections.max(versions));
      }
      Version version =
          channels
              .version(name)
              .orElseThrow(() -> new NoSuchVersionException("no such channel: " + name));
      return index(loaded, version)
          .orElseThrow(
              () ->
                  new NoSuchVersionException(
                      "channel '%s' names version %s, which is not loaded; %s"
                          .formatted(name, version, named(loaded))));
    }
  }

  private static Optional<Integer> index(List<ModelDescription> loaded, Version version) {
    for (int i = 0; i < loaded.size(); i++) {
      if (loaded.get(i).version().equals(version)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static String named(List<ModelDescription> loaded) {
    return loaded.stream()
        .map(model -> model.version().toString())
        .collect(Collectors.joining(", ", "loaded: ", ""));
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
