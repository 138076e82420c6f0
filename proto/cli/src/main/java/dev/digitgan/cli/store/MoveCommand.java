package dev.digitgan.cli.store;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.cli.console.Output;
import dev.digitgan.cli.console.Texts;
import dev.digitgan.command.ExitStatus;
import dev.digitgan.command.VersionNames;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves a channel to another version. */
abstract class MoveCommand implements Callable<Integer> {
  @Option(
      names = "--channel",
      paramLabel = "NAME",
      required = true,
      description = "The channel, e.g. stable.")
  private @Nullable ChannelName channel;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${env:DIGITGAN_BY:-${sys:user.name}}",
      description = {"Who moves it, for the record.", "DIGITGAN_BY; now ${DEFAULT-VALUE}."})
  private String by = "";

  @Mixin private final ModelOptions stores = ModelOptions.written();
  @Mixin private final TrustOptions trust = new TrustOptions();
  @Mixin private final Output output = new Output();

  @Override
  public final Integer call() throws IOException, CheckpointException {
    try (OpenModel model = stores.open(trust.keys())) {
      return move(model, Objects.requireNonNull(channel, "picocli requires it"));
    }
  }

  abstract int move(OpenModel model, ChannelName channel) throws IOException, CheckpointException;

  private int report(Channel moved, ChannelName channel) {
    if (output.isJson()) {
      output.print(ChannelState.json(channel, moved));
    } else {
      String from =
          moved.getPrevious() == 0 ? "" : " (before: version " + moved.getPrevious() + ")";
      output.say(
          "channel %s: version %d, %s%s",
          channel, moved.getVersion(), Texts.shortDigest(moved.getDigest()), from);
    }
    return ExitStatus.DONE;
  }

  /** Reports a refusal with a status that scripts can tell from that of a silent store. */
  private int refused(Exception why) {
    output.note("error: %s", Texts.failure(why));
    return ExitStatus.NO;
  }

  @Command(
      name = "promote",
      description = {
        "Moves a channel to a version, after reading and verifying all of it. Generators that"
            + " follow the channel serve it within one poll. Exit status 3 if the version is not"
            + " whole.",
        ""
      })
  static final class Promote extends MoveCommand {
    @Parameters(
        paramLabel = "VERSION",
        description = "The version: " + VersionNames.STORE_FORMS + ".")
    private VersionName version = new VersionName.Latest();

    @Override
    int move(OpenModel model, ChannelName channel) throws IOException {
      try {
        Version target = model.version(version);
        return super.report(model.channels().move(channel, target, super.by), channel);
      } catch (CheckpointException e) {
        return super.refused(e);
      }
    }
  }

  @Command(
      name = "rollback",
      description = {
        "Moves a channel back to its previous version, after reading and verifying all of it. A"
            + " second rollback undoes the first.",
        ""
      })
  static final class Rollback extends MoveCommand {
    @Option(
        names = "--from",
        paramLabel = "VERSION",
        description =
            "Roll back only if the channel is at this version. If it is not, or cannot go back, it"
                + " is left as it is, and the exit status is 3.")
    private @Nullable VersionName from;

    @Override
    int move(OpenModel model, ChannelName channel) throws IOException, CheckpointException {
      if (from == null) {
        return super.report(model.channels().rollback(channel, super.by), channel);
      }
      try {
        Version version = model.version(from);
        long current = model.channels().read(channel).map(Channel::getVersion).orElse(0L);
        if (current != version.number()) {
          super.output.note("channel %s is not at version %s", channel, version);
          return ExitStatus.NO;
        }
        return super.report(model.channels().rollback(channel, super.by), channel);
      } catch (CheckpointException e) {
        return super.refused(e);
      }
    }
  }
}
