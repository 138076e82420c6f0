package dev.digitgan.cli.models;

import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.cli.console.Failures;
import dev.digitgan.cli.console.Output;
import dev.digitgan.cli.console.Texts;
import dev.digitgan.command.ExitStatus;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Picocli mixin: which channel is moved, and who does it. */
final class MoveOptions {
  @Option(
      names = "--channel",
      paramLabel = "NAME",
      required = true,
      converter = Converter.class,
      description = "Which channel, e.g. stable.")
  private @Nullable ChannelName channel;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${env:DIGITGAN_BY:-${sys:user.name}}",
      description = {"Who does it, for the record.", "DIGITGAN_BY; now ${DEFAULT-VALUE}."})
  private String by = "";

  /** For picocli. */
  static final class Converter implements ITypeConverter<ChannelName> {
    @Override
    public ChannelName convert(String text) {
      try {
        return ChannelName.movable(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  String channel() {
    return Objects.requireNonNull(channel, "picocli requires it").text();
  }

  String by() {
    return by;
  }

  void report(Channel moved, Output output) {
    if (output.isJson()) {
      output.print(ChannelsListCommand.json(channel(), moved));
    } else {
      String from =
          moved.getPrevious() == 0 ? "" : " (before: version " + moved.getPrevious() + ")";
      output
          .out()
          .printf(
              Locale.ROOT,
              "channel %s: version %d, %s%s%n",
              channel(),
              moved.getVersion(),
              Texts.shortDigest(moved.getDigest()),
              from);
    }
  }

  /** What a script tells from a store that does not answer. */
  int refused(Exception why, Output output) {
    output.err().println("error: " + Failures.text(why));
    return ExitStatus.NO;
  }
}
