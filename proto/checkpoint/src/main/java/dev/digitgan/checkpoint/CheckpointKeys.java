package dev.digitgan.checkpoint;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a model's objects lie in the store. No other class builds keys. */
public final class CheckpointKeys {
  private static final Pattern MODEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");
  private static final Pattern MANIFEST = Pattern.compile("([0-9]{8})\\.json");

  private final String model;

  /**
   * @throws IllegalArgumentException if {@code model} is not lower-case letters, digits and inner
   *     hyphens, 1 to 64
   */
  public CheckpointKeys(String model) {
    if (!MODEL.matcher(model).matches()) {
      throw new IllegalArgumentException(
          "model '" + model + "': 1 to 64 lower-case letters, digits and inner hyphens");
    }
    this.model = model;
  }

  public String model() {
    return model;
  }

  String blob(Sha256 digest) {
    return "blobs/sha256/" + digest.hex();
  }

  String manifest(Version version) {
    return manifests() + "%08d.json".formatted(version.number());
  }

  /** Prefix of all manifests of the model. */
  String manifests() {
    return "models/" + model + "/versions/";
  }

  /** The version whose manifest has {@code key}, or empty for a key of another kind. */
  Optional<Version> version(String key) {
    if (!key.startsWith(manifests())) {
      return Optional.empty();
    }
    Matcher matcher = MANIFEST.matcher(key.substring(manifests().length()));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return number == 0 ? Optional.empty() : Optional.of(new Version(number));
  }
}
