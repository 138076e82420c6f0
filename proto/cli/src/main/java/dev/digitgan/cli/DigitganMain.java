package dev.digitgan.cli;

import dev.digitgan.cli.connection.AddressCache;
import dev.digitgan.cli.connection.StatusMessages;
import dev.digitgan.cli.console.CommandException;
import dev.digitgan.cli.console.ExitStatus;
import dev.digitgan.cli.console.Failures;
import dev.digitgan.cli.console.GivenValues;
import dev.digitgan.cli.datasets.DataSetsCommand;
import dev.digitgan.cli.fleet.FleetCommand;
import dev.digitgan.cli.keys.KeysCommand;
import dev.digitgan.cli.models.ChannelsCommand;
import dev.digitgan.cli.models.ModelsCommand;
import dev.digitgan.store.UnsuitableStoreException;
import dev.digitgan.text.UnreadNames;
import dev.digitgan.text.VisiblePrinter;
import dev.digitgan.text.WholeNumbers;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.function.Function;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

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
    System.exit(ExitCode.USAGE);
  }

  /** What libraries log by the JDK is told to nobody, unless its configuration is named. */
  private static void silenceLibraries() {
    if (System.getProperty("java.util.logging.config.file") == null
        && System.getProperty("java.util.logging.config.class") == null) {
      LogManager.getLogManager().reset();
    }
  }

  static CommandLine commandLine() {
    return GivenValues.checked(new CommandLine(new DigitganMain()))
        .registerConverter(Duration.class, Durations::parse)
        .registerConverter(int.class, number("an int", WholeNumbers::parseInt))
        .registerConverter(Integer.class, number("an int", WholeNumbers::parseInt))
        .registerConverter(long.class, number("a long", WholeNumbers::parseLong))
        .registerConverter(Long.class, number("a long", WholeNumbers::parseLong))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(DigitganMain::notUnderstood)
        .setExecutionExceptionHandler(DigitganMain::failed)
        .setExecutionStrategy(DigitganMain::run);
  }

  /**
   * What a command prints goes through {@link VisiblePrinter}; picocli's help, with its colours,
   * does not.
   */
  private static int run(ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    CommandLine line = parsed.commandSpec().commandLine();
    line.setOut(new VisiblePrinter(line.getOut())).setErr(new VisiblePrinter(line.getErr()));
    return new CommandLine.RunLast().execute(parsed);
  }

  /** Picocli's own takes the digits of every script; the words are picocli's. */
  private static <T> ITypeConverter<T> number(String kind, Function<String, T> parser) {
    return text -> {
      try {
        return parser.apply(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + text + "' is not " + kind);
      }
    };
  }

  private static int notUnderstood(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println("error: " + Failures.text(e) + GivenValues.remark(e, System.getenv()));
    command.getErr().println("Try \"" + command.getCommandSpec().qualifiedName(" ") + " --help\".");
    return ExitCode.USAGE;
  }

  /** What a server refuses whatever its state, and so the next time too. */
  private static boolean isMisuse(Status.Code refusal) {
    return refusal == Status.Code.INVALID_ARGUMENT || refusal == Status.Code.OUT_OF_RANGE;
  }

  private static int failed(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof StatusRuntimeException refused) {
      command.getErr().println("error: " + StatusMessages.text(refused));
      return isMisuse(refused.getStatus().getCode()) ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }
    command.getErr().println("error: " + Failures.text(e));
    if (e instanceof UnsuitableStoreException) {
      return ExitCode.USAGE; // The next try finds the same file system.
    }
    return e instanceof CommandException refused ? refused.exitStatus() : ExitCode.SOFTWARE;
  }
}
