package dev.digitgan.generator.model;

import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.name.VersionName.Form;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How a request names the model that it wants. */
public sealed interface VersionSelector {
  Set<Form> TAKEN = EnumSet.of(Form.NUMBER, Form.LATEST, Form.CHANNEL, Form.DIGEST);

  /**
   * Reads "" (the served one), "42", "latest", "sha256:&lt;hex&gt;" of 64 digits or
   * "channel:&lt;name&gt;".
   *
   * @throws IllegalArgumentException for anything else; the message says what is expected
   */
  static VersionSelector parse(String text) {
    if (text.isEmpty()) {
      return new Serving();
    }
    VersionName name = VersionName.parse(text, TAKEN);
    if (name instanceof VersionName.Numbered number) {
      return new Exact(number.version());
    }
    if (name instanceof VersionName.OfDigest of) {
      // Part of one would do for the models of one replica and not for those of another.
      return new OfDigest(Sha256.parse(of.prefix()));
    }
    return name instanceof VersionName.OfChannel of ? new OfChannel(of.channel()) : new Newest();
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

  /** The newest of those that are loaded. */
  record Newest() implements VersionSelector {
    @Override
    public int choose(List<ModelDescription> loaded, ChannelTable channels) {
      List<Version> versions = loaded.stream().map(ModelDescription::version).toList();
      return versions.indexOf(Collections.max(versions));
    }
  }

  /**
   * The one that a channel names: as the store said when it was last looked at, so that no request
   * waits for it.
   */
  record OfChannel(ChannelName name) implements VersionSelector {
    @Override
    public int choose(List<ModelDescription> loaded, ChannelTable channels) {
      Version version =
          channels
              .version(name.text())
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
}
