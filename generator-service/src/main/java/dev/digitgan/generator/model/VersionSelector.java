package dev.digitgan.generator.model;

import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.name.VersionName.Form;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a request names the model that it wants.
 *
 * @param name empty: the model that is served
 */
public record VersionSelector(Optional<VersionName> name) {
  /** Selects the model that is served. */
  public static final VersionSelector SERVING = new VersionSelector(Optional.empty());

  private static final Set<Form> TAKEN =
      EnumSet.of(Form.NUMBER, Form.LATEST, Form.CHANNEL, Form.DIGEST);

  /**
   * Reads "" (the served model), "42", "latest", "sha256:&lt;hex&gt;" of 64 digits or
   * "channel:&lt;name&gt;".
   *
   * @throws IllegalArgumentException for anything else; the message says what is expected
   */
  public static VersionSelector parse(String text) {
    if (text.isEmpty()) {
      return SERVING;
    }
    VersionName name = VersionName.parse(text, TAKEN);
    if (name instanceof VersionName.OfDigest of) {
      Sha256.parse(of.prefix()); // A part of a digest may name different models on two replicas.
    }
    return new VersionSelector(Optional.of(name));
  }

  /**
   * Returns the index of the selected model.
   *
   * @param loaded the served model, then those served before it; at least one
   * @param channels the version of each channel when the store was last read, so that no request
   *     waits for the store
   * @throws NoSuchVersionException if the selected model is not loaded
   */
  int choose(List<ModelDescription> loaded, Map<String, Version> channels) {
    if (name.isEmpty()) {
      return 0;
    }
    if (name.get() instanceof VersionName.Numbered of) {
      return index(loaded, model -> model.version().equals(of.version()))
          .orElseThrow(() -> missing("version " + of.version() + " is not loaded", loaded));
    }
    if (name.get() instanceof VersionName.OfDigest of) {
      return index(loaded, model -> model.digest().toString().equals(of.prefix()))
          .orElseThrow(() -> missing("no model " + of.prefix() + " is loaded", loaded));
    }
    if (name.get() instanceof VersionName.OfChannel of) {
      Version version = channels.get(of.channel().text());
      if (version == null) {
        throw new NoSuchVersionException("no such channel: " + of.channel());
      }
      return index(loaded, model -> model.version().equals(version))
          .orElseThrow(
              () ->
                  missing(
                      "channel '%s' names version %s, which is not loaded"
                          .formatted(of.channel(), version),
                      loaded));
    }
    List<Version> versions = loaded.stream().map(ModelDescription::version).toList();
    return versions.indexOf(Collections.max(versions));
  }

  private static OptionalInt index(
      List<ModelDescription> loaded, Predicate<ModelDescription> selected) {
    return IntStream.range(0, loaded.size()).filter(i -> selected.test(loaded.get(i))).findFirst();
  }

  private static NoSuchVersionException missing(String why, List<ModelDescription> loaded) {
    return new NoSuchVersionException(
        loaded.stream()
            .map(model -> model.version().toString())
            .collect(Collectors.joining(", ", why + "; loaded: ", "")));
  }
}
