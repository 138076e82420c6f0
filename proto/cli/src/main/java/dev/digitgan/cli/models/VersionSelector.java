package dev.digitgan.cli.models;

import dev.digitgan.checkpoint.CheckpointException;
import dev.digitgan.checkpoint.IncompleteCheckpointException;
import dev.digitgan.checkpoint.ManifestScan;
import dev.digitgan.checkpoint.Version;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.cli.console.CommandException;
import dev.digitgan.text.WholeNumbers;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How people name versions: "42", "latest", "channel:stable", "run:NAME", "sha256:0123456789ab".
 */
public record VersionSelector(String text) {
  public static final String FORMS =
      "a number, latest, channel:NAME, run:NAME (its newest) or sha256:DIGEST (8 digits suffice)";

  private static final Pattern FORM =
      Pattern.compile(
          "[0-9]{1,8}|latest|channel:(?<channel>[A-Za-z0-9][A-Za-z0-9._-]{0,99})|run:(?<run>[A-Za-z0-9][A-Za-z0-9._-]{0,99})|sha256:[0-9a-f]{8,64}");

  /** For picocli. */
  public static final class Converter implements ITypeConverter<VersionSelector> {
    @Override
    public VersionSelector convert(String text) {
      if (!FORM.matcher(text).matches() || text.matches("0+")) {
        throw new TypeConversionException("'" + text + "' is no version: " + FORMS);
      }
      return new VersionSelector(text);
    }
  }

  /**
   * The version that is meant, which is there.
   *
   * @throws CommandException if there is none
   * @throws CheckpointException if that cannot be told
   */
  public Version in(OpenModel model) throws IOException, CheckpointException {
    Matcher form = FORM.matcher(text);
    if (form.matches() && form.group("channel") != null) {
      return ofChannel(form.group("channel"), model);
    }
    if (form.matches() && form.group("run") != null) {
      return ofRun(form.group("run"), model);
    }
    if (text.equals("latest")) {
      return model.latest();
    }
    return text.startsWith("sha256:") ? ofDigest(model) : ofNumber(model);
  }

  private static Version ofChannel(String name, OpenModel model)
      throws IOException, CheckpointException {
    Channel channel =
        model
            .channels()
            .read(name)
            .orElseThrow(() -> new CommandException("no channel '" + name + "' of " + model));
    Version version = new Version(channel.getVersion());
    if (!model.reader().versions().contains(version)) {
      throw new CommandException(
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
    throw new CommandException(none);
  }

  private Version ofNumber(OpenModel model) throws IOException {
    Version version = new Version(WholeNumbers.parseLong(text));
    if (!model.reader().versions().contains(version)) {
      Version latest = model.latest();
      throw new CommandException(
          "no version " + version + " of " + model + "; the newest is " + latest);
    }
    return version;
  }

  /** The newest of that digest. */
  private Version ofDigest(OpenModel model) throws IOException, CheckpointException {
    Map<String, Version> found = new TreeMap<>();
    ManifestScan scan = model.manifests();
    for (Optional<Manifest> next = scan.next(); next.isPresent(); next = scan.next()) {
      if (next.get().getModelDigest().startsWith(text)) {
        found.putIfAbsent(next.get().getModelDigest(), new Version(next.get().getVersion()));
      }
    }
    if (found.size() > 1) {
      throw new CommandException(
          text + " is not one digest but " + String.join(", ", found.keySet()));
    }
    if (found.isEmpty()) {
      String none = "no version with digest " + text + " of " + model;
      requireAllRead(scan, none);
      throw new CommandException(none);
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
