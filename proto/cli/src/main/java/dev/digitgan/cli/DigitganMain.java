package dev.digitgan.cli;

import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.cli.connection.ServerAddress;
import dev.digitgan.cli.connection.StatusMessages;
import dev.digitgan.cli.console.Texts;
import dev.digitgan.cli.fleet.FleetCommand;
import dev.digitgan.cli.generator.SampleCommand;
import dev.digitgan.cli.generator.VersionsCommand;
import dev.digitgan.cli.store.ChannelsCommand;
import dev.digitgan.cli.store.DataSetsCommand;
import dev.digitgan.cli.store.KeysCommand;
import dev.digitgan.cli.store.ModelsCommand;
import dev.digitgan.command.CommandSetup;
import dev.digitgan.command.ExitStatus;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.command.VersionNames;
import dev.digitgan.store.ObjectStore.UnsuitableStoreException;
import dev.digitgan.text.UnreadNames;
import io.grpc.StatusRuntimeException;
import java.io.PrintWriter;
import java.security.Security;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line for people: it asks running generators, and manages the models in a store. */
@Command(
    name = "digitgan",
    description = {
      "Draws handwritten digits with a running generator service, and manages the models in a"
          + " store.",
      ""
    },
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    sortOptions = false,
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
  private static final String ADDRESS_TTL = "networkaddress.cache.ttl";

  /** Ends the process: 0 done, 1 failed, 2 not understood, 3 see {@link ExitStatus#NO}. */
  public static void main(String[] args) {
    UnreadNames.complaint(args).ifPresent(DigitganMain::refuse);
    lookNamesUpEachTime();
    silenceLibraries();
    System.exit(commandLine().execute(args));
  }

  private static void refuse(String complaint) {
    System.err.println("error: " + complaint);
    System.exit(ExitStatus.NOT_UNDERSTOOD);
  }

  /**
   * Turns off the address caches of the JDK, which last 30 s (10 s for a name without an address),
   * and of gRPC. A fleet's name gains and loses addresses faster than that.
   */
  private static void lookNamesUpEachTime() {
    Security.setProperty(ADDRESS_TTL, "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    System.setProperty(ADDRESS_TTL, "0"); // gRPC reads the system property.
  }

  /** Drops what libraries log through the JDK, unless the user has configured its logging. */
  private static void silenceLibraries() {
    if (System.getProperty("java.util.logging.config.file") == null
        && System.getProperty("java.util.logging.config.class") == null) {
      LogManager.getLogManager().reset();
    }
  }

  static CommandLine commandLine() {
    return CommandSetup.of(new CommandLine(new DigitganMain()), DigitganMain::tell)
        .registerConverter(VersionName.class, new VersionNames.OfStore())
        .registerConverter(ServerAddress.class, ServerAddress::parse)
        .registerConverter(
            ChannelName.class, name -> CommandSetup.convert(name, ChannelName::movable))
        .setExecutionExceptionHandler(DigitganMain::failed);
  }

  private static void tell(PrintWriter err, String reason, String advice) {
    err.println("error: " + reason);
    err.println(advice);
  }

  private static int failed(Exception e, CommandLine command, ParseResult parsed) {
    String reason =
        e instanceof StatusRuntimeException status ? StatusMessages.text(status) : Texts.failure(e);
    command.getErr().println("error: " + reason);
    return exitStatus(e);
  }

  private static int exitStatus(Exception e) {
    if (e instanceof StatusRuntimeException refused) {
      // A server refuses these in any state, and so it will the next time.
      return switch (refused.getStatus().getCode()) {
        case INVALID_ARGUMENT, OUT_OF_RANGE -> ExitStatus.NOT_UNDERSTOOD;
        default -> ExitStatus.FAILED;
      };
    }
    if (e instanceof UnsuitableStoreException) {
      return ExitStatus.NOT_UNDERSTOOD; // The next attempt finds the same file system.
    }
    return e instanceof UserErrorException error ? error.exitStatus() : ExitStatus.FAILED;
  }
}
