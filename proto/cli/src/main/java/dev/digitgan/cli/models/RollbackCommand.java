package dev.digitgan.cli.models;

import dev.digitgan.checkpoint.CheckpointException;
import dev.digitgan.cli.console.ExitStatus;
import dev.digitgan.cli.console.Output;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Moves a channel back. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Moves a channel back to the version before, all of which is read and verified first. A second"
          + " time moves it forth again.",
      ""
    })
final class RollbackCommand implements Callable<Integer> {
  @Mixin private final MoveOptions move = new MoveOptions();
  @Mixin private final StoreOptions stores = new StoreOptions();
  @Mixin private final TrustOptions trust = new TrustOptions();
  @Mixin private final Output output = new Output();

  @Override
  public Integer call() throws IOException, CheckpointException {
    try (OpenModel model = stores.open(trust.readers())) {
      move.report(model.channels().rollback(move.channel(), move.by()), output);
    }
    return ExitStatus.DONE;
  }
}
