package dev.digitgan.cli.models;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.cli.console.Output;
import dev.digitgan.command.ExitStatus;
import dev.digitgan.command.VersionNames;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Moves a channel to a version. */
@Command(
    name = "promote",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Moves a channel to a version, after reading and verifying all of it. Generators that follow"
          + " the channel serve it within one poll. Exit status 3 if the version is not whole.",
      ""
    })
final class PromoteCommand implements Callable<Integer> {
  @Mixin private final MoveOptions move = new MoveOptions();
  @Mixin private final ModelOptions stores = ModelOptions.written();
  @Mixin private final TrustOptions trust = new TrustOptions();
  @Mixin private final Output output = new Output();

  @Parameters(
      paramLabel = "VERSION",
      converter = VersionNames.OfStore.class,
      description = "The version: " + VersionNames.STORE_FORMS + ".")
  private VersionName version = new VersionName.Latest();

  @Override
  public Integer call() throws IOException {
    try (OpenModel model = stores.open(trust.keys())) {
      move.report(model.channels().move(move.channel(), model.version(version), move.by()), output);
      return ExitStatus.DONE;
    } catch (CheckpointException e) {
      return move.refused(e, output);
    }
  }
}
