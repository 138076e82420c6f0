package dev.digitgan.runtime.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.digitgan.text.UnreadNames;
import dev.digitgan.text.VisiblePrinter;
import dev.digitgan.text.WholeNumbers;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * Runs a command, which gets a --help: what the user can put right is one line on stderr, the rest
 * a stack trace.
 */
public final class CommandLines {
  private static final Logger log = LoggerFactory.getLogger(CommandLines.class);

  private CommandLines() {}

  /**
   * Ends the process with 2 where its locale hides names of files, see {@link UnreadNames}; for the
   * first line of a main method.
   */
  public static void requireReadNames(String... args) {
    UnreadNames.complaint(args)
        .ifPresent(
            complaint -> {
              Logging.error(new PrintWriter(System.err, true, UTF_8), complaint, "");
              System.exit(ExitCode.USAGE);
            });
  }

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
        .registerConverter(int.class, number("an int", WholeNumbers::parseInt))
        .registerConverter(Integer.class, number("an int", WholeNumbers::parseInt))
        .registerConverter(long.class, number("a long", WholeNumbers::parseLong))
        .registerConverter(Long.class, number("a long", WholeNumbers::parseLong))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(CommandLines::notUnderstood)
        .setExecutionExceptionHandler(CommandLines::failed)
        .setExecutionStrategy(CommandLines::run)
        .execute(args);
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
