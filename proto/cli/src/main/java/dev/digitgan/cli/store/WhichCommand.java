package dev.digitgan.cli.store;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.cli.console.Output;
import dev.digitgan.command.ExitStatus;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.command.VersionNames;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints the number of a version, for scripts. */
@Command(
    name = "which",
    description =
        "Prints only the number of a version; exit status 3 if there is no such version. Nothing is"
            + " verified.")
final class WhichCommand implements Callable<Integer> {
  @Mixin private final ModelOptions stores = ModelOptions.read();
  @Mixin private final Output output = new Output();

  @Parameters(
      paramLabel = "VERSION",
      description = "The version: " + VersionNames.STORE_FORMS + ".")
  private VersionName version = new VersionName.Latest();

  @Override
  public Integer call() throws IOException, CheckpointException {
    try (OpenModel model = stores.open()) {
      output.out().println(model.version(version));
      return ExitStatus.DONE;
    } catch (UserErrorException e) {
      output.err().println(e.getMessage());
      return ExitStatus.NO;
    }
  }
}
