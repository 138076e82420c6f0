package dev.digitgan.trainer;

import dev.digitgan.checkpoint.Channels;
import dev.digitgan.checkpoint.CheckpointException;
import dev.digitgan.checkpoint.Version;
import dev.digitgan.checkpoint.v1.Channel;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A version as a person names it: "42", "latest", "channel:stable". */
record VersionChoice(String text) {
  private static final String CHANNEL = "channel:";
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
  private static final String FORM = "[1-9][0-9]{0,7}|latest|channel:" + NAME;

  /** For picocli. */
  static final class Converter implements ITypeConverter<VersionChoice> {
    @Override
    public VersionChoice convert(String text) {
      if (!text.matches(FORM)) {
        throw new TypeConversionException(
            "'" + text + "' is no version: a number, latest or channel:NAME");
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
    return Optional.of(new Version(Long.parseLong(text)));
  }

  @Override
  public String toString() {
    return text;
  }
}
