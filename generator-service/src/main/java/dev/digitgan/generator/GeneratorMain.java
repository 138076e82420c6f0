package dev.digitgan.generator;

import dev.digitgan.generator.command.ServeCommand;
import dev.digitgan.runtime.command.CommandLines;
import dev.digitgan.runtime.command.Logging;
import dev.digitgan.runtime.command.Shutdown;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The generator service's command line. */
public final class GeneratorMain {
  private GeneratorMain() {}

  public static void main(String[] args) {
    CommandLines.requireReadNames(args);
    Logging.unify();
    Shutdown shutdown = Shutdown.install();
    shutdown.exitAfter(() -> execute(shutdown, args));
  }

  static int execute(Shutdown shutdown, String... args) {
    return CommandLines.execute(new Root(), List.of(new ServeCommand(shutdown)), args);
  }

  @Command(
      name = "generator-service",
      description = "Draws handwritten digits with the newest generator checkpoint.")
  static final class Root implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
      throw new ParameterException(spec.commandLine(), "a command is missing, e.g. serve");
    }
  }
}
