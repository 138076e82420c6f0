package dev.digitgan.cli.models;

import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.cli.console.Output;
import dev.digitgan.cli.console.Texts;
import dev.digitgan.command.CommandSetup;
import dev.digitgan.command.ExitStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Picocli mixin: the channel to move, and who moves it. */
final class MoveOptions {
  @Option(
      names = "--channel",
      paramLabel = "NAME",
      required = true,
      converter = Converter.class,
      description = "The channel, e.g. stable.")
  private @Nullable ChannelName channel;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${env:DIGITGAN_BY:-${sys:user.name}}",
      description = {"Who moves it, for the record.", "DIGITGAN_BY; now ${DEFAULT-VALUE}."})
  private String by = "";

  static final class Converter implements ITypeConverter<ChannelName> {
    @Override
    public ChannelName convert(String text) {
      return CommandSetup.convert(text, ChannelName::movable);
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
      output.print(ChannelState.json(channel(), moved));
    } else {
      String from =
          moved.getPrevious() == 0 ? "" : " (before: version " + moved.getPrevious() + ")";
      output.say(
          "channel %s: version %d, %s%s",
          channel(), moved.getVersion(), Texts.shortDigest(moved.getDigest()), from);
    }
  }

  /** Reports a refusal with a status that scripts can tell from that of a silent store. */
  int refused(Exception why, Output output) {
    output.note("error: %s", Texts.failure(why));
    return ExitStatus.NO;
  }
}
