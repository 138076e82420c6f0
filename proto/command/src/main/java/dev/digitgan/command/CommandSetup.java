package dev.digitgan.command;

import dev.digitgan.text.DurationText;
import dev.digitgan.text.VisiblePrinter;
import dev.digitgan.text.VisibleText;
import dev.digitgan.text.WholeNumbers;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** How each of our programs reads its command line and prints what its commands say. */
public final class CommandSetup {
  private CommandSetup() {}

  /** Tells a person, or a machine that reads for one, why a command ends. */
  public interface Complaint {
    /**
     * Tells it.
     *
     * @param err of the command
     * @param advice a line of its own for people; empty: none
     */
    void tell(PrintWriter err, String reason, String advice);
  }

  /** Sets up {@code line}, which has all its subcommands already, and returns it. */
  public static CommandLine of(CommandLine line, Complaint complaint) {
    return GivenValues.checked(line)
        .registerConverter(Duration.class, CommandSetup::duration)
        .registerConverter(int.class, number("an int", WholeNumbers::parseInt))
        .registerConverter(Integer.class, number("an int", WholeNumbers::parseInt))
        .registerConverter(long.class, number("a long", WholeNumbers::parseLong))
        .registerConverter(Long.class, number("a long", WholeNumbers::parseLong))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler((e, args) -> notUnderstood(e, complaint))
        .setExecutionStrategy(CommandSetup::run);
  }

  /** For picocli: durations as they are spelt everywhere. */
  static Duration duration(String text) {
    try {
      return DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
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

  private static int notUnderstood(ParameterException e, Complaint complaint) {
    CommandLine command = e.getCommandLine();
    complaint.tell(
        command.getErr(),
        VisibleText.message(e) + GivenValues.remark(e, System.getenv()),
        "Try \"" + command.getCommandSpec().qualifiedName(" ") + " --help\".");
    return ExitStatus.NOT_UNDERSTOOD;
  }
}
