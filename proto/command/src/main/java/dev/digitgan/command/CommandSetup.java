package dev.digitgan.command;

import dev.digitgan.file.GivenText;
import dev.digitgan.text.DurationText;
import dev.digitgan.text.VisiblePrinter;
import dev.digitgan.text.VisibleText;
import dev.digitgan.text.WholeNumbers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** The way in which all our programs read their command lines and print. */
public final class CommandSetup {
  private CommandSetup() {}

  /** Reports why a command ends. */
  public interface Complaint {
    /**
     * Reports {@code reason} on the command's stderr or in its log.
     *
     * @param advice a further line for people, or ""
     */
    void tell(PrintWriter err, String reason, String advice);
  }

  /** Sets up {@code line}, which already has all its subcommands, and returns it. */
  public static CommandLine of(CommandLine line, Complaint complaint) {
    return checked(line)
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

  /** Makes every text and path of {@code line} subject to {@link GivenText#require}. */
  public static CommandLine checked(CommandLine line) {
    return line.registerConverter(String.class, text -> convert(text, GivenText::require))
        .registerConverter(Path.class, text -> convert(text, GivenText::path));
  }

  /** Parses {@code text}, with an IllegalArgumentException as picocli's own exception. */
  public static <T> T convert(String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  static Duration duration(String text) {
    return convert(text, DurationText::parse);
  }

  /** Replaces picocli's converters, which take the digits of every script, but not their words. */
  private static <T> ITypeConverter<T> number(String kind, Function<String, T> parser) {
    return text -> {
      try {
        return parser.apply(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + text + "' is not " + kind);
      }
    };
  }

  /** Runs the command with visible output; picocli's help has colours, and is left as it is. */
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
        VisibleText.message(e) + remark(e, System.getenv()),
        "Try \"" + command.getCommandSpec().qualifiedName(" ") + " --help\".");
    return ExitStatus.NOT_UNDERSTOOD;
  }

  /**
   * Returns what the message leaves out about the refused value: the variable that holds it, and
   * its invisible characters. An example is " (from DIGITGAN_STORE)"; often it is empty.
   */
  public static String remark(ParameterException e, Map<String, String> environment) {
    ArgSpec option = e.getArgSpec();
    String value = e.getValue();
    if (option == null || value == null) {
      return "";
    }
    String source =
        GivenText.variable(String.join(" ", option.description()), value, environment)
            .map(variable -> " (from " + variable + ")")
            .orElse("");
    String problem =
        GivenText.problem(value)
            .filter(text -> !String.valueOf(e.getMessage()).contains(text))
            .map(text -> "; it " + text)
            .orElse("");
    return source + problem;
  }
}
