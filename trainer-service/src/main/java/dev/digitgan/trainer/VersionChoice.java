package dev.digitgan.trainer;

import dev.digitgan.checkpoint.Channels;
import dev.digitgan.checkpoint.CheckpointException;
import dev.digitgan.checkpoint.CheckpointReader;
import dev.digitgan.checkpoint.IncompleteCheckpointException;
import dev.digitgan.checkpoint.ManifestScan;
import dev.digitgan.checkpoint.Version;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.runtime.command.Logging;
import dev.digitgan.text.WholeNumbers;
import dev.digitgan.trainer.run.JudgedVersion;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A version as a person names it: "42", "latest", "channel:stable", "best:seeds-". */
record VersionChoice(String text) {
  private static final Logger log = LoggerFactory.getLogger(VersionChoice.class);
  private static final String CHANNEL = "channel:";
  private static final String BEST = "best:";
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
  private static final String FORM = "[1-9][0-9]{0,7}|latest|(channel|best):" + NAME;

  /** For picocli. */
  static final class Converter implements ITypeConverter<VersionChoice> {
    @Override
    public VersionChoice convert(String text) {
      if (!text.matches(FORM)) {
        throw new TypeConversionException(
            "'" + text + "' is no version: a number, latest, channel:NAME or best:RUNS");
      }
      return new VersionChoice(text);
    }
  }

  /** IllegalArgumentException if it is none. */
  static void requireChannel(String name) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "'" + name + "' is no channel: letters, digits, '.', '_' and '-', not first a mark");
    }
  }

  /** The version that is meant; empty where there is none. It may be gone. */
  Optional<Version> in(TrainerStore store) throws IOException, CheckpointException {
    if (text.equals("latest") || text.equals(CHANNEL + Channels.LATEST)) {
      return store.reader().latest();
    }
    if (text.startsWith(CHANNEL)) {
      String name = text.substring(CHANNEL.length());
      return new Channels(store.store(), store.keys(), InstantSource.system())
          .read(name)
          .map(Channel::getVersion)
          .map(Version::new);
    }
    if (text.startsWith(BEST)) {
      return best(store.reader(), text.substring(BEST.length()));
    }
    return Optional.of(new Version(WholeNumbers.parseLong(text)));
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
