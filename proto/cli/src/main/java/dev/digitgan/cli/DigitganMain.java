package dev.digitgan.cli;

import io.grpc.StatusRuntimeException;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Asks a running generator: {@code digitgan sample}, {@code digitgan versions}. */
@Command(
    name = "digitgan",
    description = "Draws handwritten digits with a running generator service.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {SampleCommand.class, VersionsCommand.class})
public final class DigitganMain {
  /** Only {@link #main} and picocli make one. */
  DigitganMain() {}

  /** Ends the process: 0 done, 1 failed, 2 not understood. */
  public static void main(String[] args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return new CommandLine(new DigitganMain())
        .registerConverter(Duration.class, Durations::parse)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(DigitganMain::notUnderstood)
        .setExecutionExceptionHandler(DigitganMain::failed)
        .execute(args);
  }

  private static int notUnderstood(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println("error: " + e.getMessage());
    command.getErr().println("Try \"" + command.getCommandSpec().qualifiedName(" ") + " --help\".");
    return ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine command, ParseResult parsed) {
    String message =
        e instanceof StatusRuntimeException refused
            ? StatusMessages.text(refused)
            : String.valueOf(e.getMessage());
    command.getErr().println("error: " + message);
    return ExitCode.SOFTWARE;
  }
}
