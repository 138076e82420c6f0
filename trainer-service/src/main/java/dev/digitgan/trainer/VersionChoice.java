package dev.digitgan.trainer;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.IncompleteCheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.name.VersionName.Form;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.Channels;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.checkpoint.version.ManifestScan;
import dev.digitgan.runtime.command.Logging;
import dev.digitgan.trainer.run.JudgedVersion;
import java.io.IOException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A version as a person names it: "42", "latest", "channel:stable", "best:seeds-". */
record VersionChoice(String text, VersionName name) {
  private static final Logger log = LoggerFactory.getLogger(VersionChoice.class);
  private static final Set<Form> TAKEN = EnumSet.allOf(Form.class);

  /** For picocli. */
  static final class Converter implements ITypeConverter<VersionChoice> {
    @Override
    public VersionChoice convert(String text) {
      try {
        return parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** IllegalArgumentException if it is none. */
  static VersionChoice parse(String text) {
    return new VersionChoice(text, VersionName.parse(text, TAKEN));
  }

  /** The version that is meant; empty where there is none. It may be gone. */
  Optional<Version> in(TrainerStore store) throws IOException, CheckpointException {
    if (name instanceof VersionName.OfChannel of) {
      return new Channels(store.store(), store.keys(), InstantSource.system())
          .read(of.channel().text())
          .map(Channel::getVersion)
          .map(Version::new);
    }
    if (name instanceof VersionName.BestOf of) {
      return best(store.reader(), of.runs());
    }
    if (name instanceof VersionName.OfRun of) {
      return newest(store.reader(), manifest -> manifest.getRun().equals(of.run()));
    }
    if (name instanceof VersionName.OfDigest of) {
      return newest(store.reader(), manifest -> manifest.getModelDigest().startsWith(of.prefix()));
    }
    return name instanceof VersionName.Numbered number
        ? Optional.of(number.version())
        : store.reader().latest();
  }

  private static Optional<Version> newest(CheckpointReader reader, Predicate<Manifest> meant)
      throws IOException {
    for (Version version : reader.versions()) {
      try {
        if (meant.test(reader.manifest(version))) {
          return Optional.of(version);
        }
      } catch (CheckpointException e) {
        // What it is cannot be told; it may be of a newer build.
      }
    }
    return Optional.empty();
  }

  /**
   * Of those whose run's name begins so, by what they were found to be when they were published.
   */
  private static Optional<Version> best(CheckpointReader reader, String runs)
      throws IOException, CheckpointException {
    Version best = null;
    double least = Double.POSITIVE_INFINITY;
    ManifestScan scan =
        ManifestScan.begin(
            reader,
            (version, e) -> log.warn("version {} is left out: {}", version, Logging.oneLine(e)));
    for (Optional<Manifest> next = scan.next(); next.isPresent(); next = scan.next()) {
      Manifest manifest = next.get();
      double rank = JudgedVersion.rank(manifest).orElse(Double.POSITIVE_INFINITY);
      if (manifest.getRun().startsWith(runs) && rank < least) {
        best = new Version(manifest.getVersion());
        least = rank;
      }
    }
    if (best == null && scan.skippedCount() > 0) {
      throw new IncompleteCheckpointException(
          "there is none that can be read; it may be one of the "
              + scan.skippedCount()
              + " that cannot");
    }
    return Optional.ofNullable(best);
  }

  @Override
  public String toString() {
    return text;
  }
}
