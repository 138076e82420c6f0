package dev.digitgan.cli.models;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.IncompleteCheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.name.VersionName.Form;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.ManifestScan;
import dev.digitgan.command.UserErrorException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How people name versions: "42", "latest", "channel:stable", "run:NAME", "sha256:0123456789ab".
 */
public record VersionSelector(VersionName name) {
  public static final String FORMS =
      "a number, latest, channel:NAME, run:NAME (its newest) or sha256:DIGEST (8 digits suffice)";

  public static final VersionSelector LATEST = new VersionSelector(new VersionName.Latest());

  /** Which is the best of some runs, the trainer judges. */
  private static final Set<Form> TAKEN = EnumSet.complementOf(EnumSet.of(Form.BEST));

  /** For picocli. */
  public static final class Converter implements ITypeConverter<VersionSelector> {
    @Override
    public VersionSelector convert(String text) {
      try {
        return new VersionSelector(VersionName.parse(text, TAKEN));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /**
   * The version that is meant, which is there.
   *
   * @throws UserErrorException if there is none
   * @throws CheckpointException if that cannot be told
   */
  public Version in(OpenModel model) throws IOException, CheckpointException {
    if (name instanceof VersionName.OfChannel of) {
      return ofChannel(of.channel().text(), model);
    }
    if (name instanceof VersionName.OfRun of) {
      return ofRun(of.run(), model);
    }
    if (name instanceof VersionName.OfDigest of) {
      return ofDigest(of.prefix(), model);
    }
    return name instanceof VersionName.Numbered number
        ? ofNumber(number.version(), model)
        : model.latest();
  }

  private static Version ofChannel(String name, OpenModel model)
      throws IOException, CheckpointException {
    Channel channel =
        model
            .channels()
            .read(name)
            .orElseThrow(() -> new UserErrorException("no channel '" + name + "' of " + model));
    Version version = new Version(channel.getVersion());
    if (!model.reader().versions().contains(version)) {
      throw new UserErrorException(
          "channel '" + name + "' names version " + version + ", which is not there");
    }
    return version;
  }

  private static Version ofRun(String run, OpenModel model)
      throws IOException, CheckpointException {
    ManifestScan scan = model.manifests();
    for (Optional<Manifest> next = scan.next(); next.isPresent(); next = scan.next()) {
      if (next.get().getRun().equals(run)) {
        return new Version(next.get().getVersion());
      }
    }
    String none = "no version of run '" + run + "' of " + model;
    requireAllRead(scan, none);
    throw new UserErrorException(none);
  }

  private static Version ofNumber(Version version, OpenModel model) throws IOException {
    if (!model.reader().versions().contains(version)) {
      Version latest = model.latest();
      throw new UserErrorException(
          "no version " + version + " of " + model + "; the newest is " + latest);
    }
    return version;
  }

  /** The newest of that digest. */
  private static Version ofDigest(String text, OpenModel model)
      throws IOException, CheckpointException {
    Map<String, Version> found = new TreeMap<>();
    ManifestScan scan = model.manifests();
    for (Optional<Manifest> next = scan.next(); next.isPresent(); next = scan.next()) {
      if (next.get().getModelDigest().startsWith(text)) {
        found.putIfAbsent(next.get().getModelDigest(), new Version(next.get().getVersion()));
      }
    }
    if (found.size() > 1) {
      throw new UserErrorException(
          text + " is not one digest but " + String.join(", ", found.keySet()));
    }
    if (found.isEmpty()) {
      String none = "no version with digest " + text + " of " + model;
      requireAllRead(scan, none);
      throw new UserErrorException(none);
    }
    return found.values().iterator().next();
  }

  /** "There is none" is an answer, which no one may give who could not read all. */
  private static void requireAllRead(ManifestScan scan, String none) throws CheckpointException {
    if (scan.skippedCount() > 0) {
      throw new IncompleteCheckpointException(
          none + " that can be read; it may be one of the " + scan.skippedCount() + " that cannot");
    }
  }
}
