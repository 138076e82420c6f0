package dev.digitgan.cli.models;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.cli.console.Output;
import dev.digitgan.command.ExitStatus;
import dev.digitgan.command.VersionNames;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves a channel back to its previous version. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Moves a channel back to its previous version, after reading and verifying all of it. A"
          + " second rollback undoes the first.",
      ""
    })
final class RollbackCommand implements Callable<Integer> {
  @Mixin private final MoveOptions move = new MoveOptions();
  @Mixin private final ModelOptions stores = ModelOptions.written();
  @Mixin private final TrustOptions trust = new TrustOptions();
  @Mixin private final Output output = new Output();

  @Option(
      names = "--from",
      paramLabel = "VERSION",
      converter = VersionNames.OfStore.class,
      description =
          "Roll back only if the channel is at this version. If it is not, or cannot go back, it is"
              + " left as it is, and the exit status is 3.")
  private @Nullable VersionName from;

  @Override
  public Integer call() throws IOException, CheckpointException {
    try (OpenModel model = stores.open(trust.keys())) {
      if (from != null) {
        Version version = model.version(from);
        long current = model.channels().read(move.channel()).map(Channel::getVersion).orElse(0L);
        if (current != version.number()) {
          output.note("channel %s is not at version %s", move.channel(), version);
          return ExitStatus.NO;
        }
      }
      move.report(model.channels().rollback(move.channel(), move.by()), output);
      return ExitStatus.DONE;
    } catch (CheckpointException e) {
      if (from == null) {
        throw e;
      }
      return move.refused(e, output);
    }
  }
}
