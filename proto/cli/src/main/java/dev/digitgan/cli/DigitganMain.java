package dev.digitgan.cli;

import dev.digitgan.cli.connection.AddressCache;
import dev.digitgan.cli.connection.StatusMessages;
import dev.digitgan.cli.console.Failures;
import dev.digitgan.cli.datasets.DataSetsCommand;
import dev.digitgan.cli.fleet.FleetCommand;
import dev.digitgan.cli.generator.SampleCommand;
import dev.digitgan.cli.generator.VersionsCommand;
import dev.digitgan.cli.keys.KeysCommand;
import dev.digitgan.cli.models.ChannelsCommand;
import dev.digitgan.cli.models.ModelsCommand;
import dev.digitgan.command.CommandSetup;
import dev.digitgan.command.ExitStatus;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.store.UnsuitableStoreException;
import dev.digitgan.text.UnreadNames;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.PrintWriter;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The command line: asks a running generator, and manages the models in a store. */
@Command(
    name = "digitgan",
    description = {
      "Draws handwritten digits with a running generator service, and manages the models in a"
          + " store.",
      ""
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SampleCommand.class,
      VersionsCommand.class,
      FleetCommand.class,
      ModelsCommand.class,
      ChannelsCommand.class,
      DataSetsCommand.class,
      KeysCommand.class
    })
public final class DigitganMain {
  /** Only {@link #main} and picocli make one. */
  DigitganMain() {}

  /** Ends the process: 0 done, 1 failed, 2 not understood, 3 see {@link ExitStatus#NO}. */
  public static void main(String[] args) {
    UnreadNames.complaint(args).ifPresent(DigitganMain::refuse);
    AddressCache.turnOff();
    silenceLibraries();
    System.exit(commandLine().execute(args));
  }

  private static void refuse(String complaint) {
    System.err.println("error: " + complaint);
    System.exit(ExitStatus.NOT_UNDERSTOOD);
  }

  /** What libraries log by the JDK is told to nobody, unless its configuration is named. */
  private static void silenceLibraries() {
    if (System.getProperty("java.util.logging.config.file") == null
        && System.getProperty("java.util.logging.config.class") == null) {
      LogManager.getLogManager().reset();
    }
  }

  static CommandLine commandLine() {
    return CommandSetup.of(new CommandLine(new DigitganMain()), DigitganMain::tell)
        .setExecutionExceptionHandler(DigitganMain::failed);
  }

  private static void tell(PrintWriter err, String reason, String advice) {
    err.println("error: " + reason);
    err.println(advice);
  }

  /** What a server refuses whatever its state, and so the next time too. */
  private static boolean isMisuse(Status.Code refusal) {
    return refusal == Status.Code.INVALID_ARGUMENT || refusal == Status.Code.OUT_OF_RANGE;
  }

  private static int failed(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof StatusRuntimeException refused) {
      command.getErr().println("error: " + StatusMessages.text(refused));
      return isMisuse(refused.getStatus().getCode())
          ? ExitStatus.NOT_UNDERSTOOD
          : ExitStatus.FAILED;
    }
    command.getErr().println("error: " + Failures.text(e));
    if (e instanceof UnsuitableStoreException) {
      return ExitStatus.NOT_UNDERSTOOD; // The next try finds the same file system.
    }
    return e instanceof UserErrorException refused ? refused.exitStatus() : ExitStatus.FAILED;
  }
}
