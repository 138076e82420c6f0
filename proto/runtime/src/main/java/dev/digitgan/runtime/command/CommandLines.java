package dev.digitgan.runtime.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.digitgan.command.CommandSetup;
import dev.digitgan.command.ExitStatus;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.text.UnreadNames;
import java.io.PrintWriter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Runs a command, to which it adds --help. An error that the user can put right is one line on
 * stderr; any other is a stack trace.
 */
public final class CommandLines {
  private static final Logger log = LoggerFactory.getLogger(CommandLines.class);

  private CommandLines() {}

  /**
   * Ends the process with 2 if its locale hides names of files, see {@link UnreadNames}; for the
   * first line of a main method.
   */
  public static void requireReadNames(String... args) {
    UnreadNames.complaint(args)
        .ifPresent(
            complaint -> {
              Logging.error(new PrintWriter(System.err, true, UTF_8), complaint, "");
              System.exit(ExitStatus.NOT_UNDERSTOOD);
            });
  }

  /**
   * Returns the exit status: 0 done, 1 failed, 2 not understood, see {@link UserErrorException}.
   */
  public static int execute(Object command, String... args) {
    return execute(command, List.of(), args);
  }

  public static int execute(Object command, List<?> subcommands, String... args) {
    CommandLine line = new CommandLine(command);
    subcommands.forEach(line::addSubcommand);
    addHelp(line);
    return CommandSetup.of(line, Logging::error)
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

  private static int failed(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof UserErrorException error) {
      Logging.error(command.getErr(), Logging.oneLine(e), "");
      return error.exitStatus();
    }
    log.error("{} failed", command.getCommandSpec().qualifiedName(" "), e);
    return ExitStatus.FAILED;
  }
}
