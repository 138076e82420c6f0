package dev.digitgan.runtime.command;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Runs a command, which gets a --help: what the user can put right is one line on stderr, the rest
 * a stack trace.
 */
public final class CommandLines {
  private static final Logger log = LoggerFactory.getLogger(CommandLines.class);

  private CommandLines() {}

  /** The exit status: 0 done, 1 failed, 2 not understood; {@link UserErrorException} says which. */
  public static int execute(Object command, String... args) {
    return execute(command, List.of(), args);
  }

  /** As {@link #execute(Object, String...)}, for a command with subcommands. */
  public static int execute(Object command, List<?> subcommands, String... args) {
    CommandLine line = new CommandLine(command);
    subcommands.forEach(line::addSubcommand);
    addHelp(line);
    return GivenValues.checked(line)
        .registerConverter(Duration.class, new DurationConverter())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(CommandLines::notUnderstood)
        .setExecutionExceptionHandler(CommandLines::failed)
        .execute(args);
  }

  private static void addHelp(CommandLine line) {
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help and exit.")
                .build());
    line.getSubcommands().values().forEach(CommandLines::addHelp);
  }

  private static int notUnderstood(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName(" ");
    Logging.error(
        command.getErr(),
        Logging.oneLine(e) + GivenValues.remark(e, System.getenv()),
        "Try \"" + name + " --help\".");
    return ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof UserErrorException error) {
      Logging.error(command.getErr(), Logging.oneLine(e), "");
      return error.exitStatus();
    } else {
      log.error("{} failed", command.getCommandSpec().qualifiedName(" "), e);
    }
    return ExitCode.SOFTWARE;
  }
}
