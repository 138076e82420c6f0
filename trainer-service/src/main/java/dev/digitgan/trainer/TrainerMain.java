package dev.digitgan.trainer;

import dev.digitgan.runtime.command.CommandLines;
import dev.digitgan.runtime.command.Logging;
import dev.digitgan.runtime.command.Shutdown;
import dev.digitgan.trainer.command.judge.CompareCommand;
import dev.digitgan.trainer.command.judge.EvaluateCommand;
import dev.digitgan.trainer.command.judge.GateCommand;
import dev.digitgan.trainer.command.train.Game1dCommand;
import dev.digitgan.trainer.command.train.RecipesCommand;
import dev.digitgan.trainer.command.train.ReplayCommand;
import dev.digitgan.trainer.command.train.TrainClassifierCommand;
import dev.digitgan.trainer.command.train.TrainCommand;
import java.util.List;
import picocli.CommandLine.Command;

/** The trainer's process. */
public final class TrainerMain {
  private TrainerMain() {}

  public static void main(String[] args) {
    CommandLines.requireReadNames(args);
    Logging.unify();
    Shutdown shutdown = Shutdown.install();
    shutdown.exitAfter(() -> execute(shutdown, args));
  }

  /** Runs the command in this thread; the process's exit status. */
  static int execute(Shutdown shutdown, String... args) {
    return CommandLines.execute(
        new TrainerCommand(),
        List.of(
            new TrainCommand(shutdown),
            new ReplayCommand(shutdown),
            new RecipesCommand(),
            new EvaluateCommand(),
            new GateCommand(),
            new CompareCommand(),
            new TrainClassifierCommand(),
            new Game1dCommand()),
        args);
  }

  @Command(
      name = "trainer-service",
      description = "Plays the GAN game on handwritten digits and publishes generator checkpoints.",
      synopsisSubcommandLabel = "COMMAND")
  private static final class TrainerCommand {}
}
