package dev.digitgan.command;

import dev.digitgan.file.GivenText;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Takes texts and paths of a command line as {@link GivenText} has them. */
public final class GivenValues {
  private GivenValues() {}

  /** Lets every option and parameter that is a text or a path refuse what was given by mistake. */
  public static CommandLine checked(CommandLine line) {
    return line.registerConverter(String.class, converter(GivenText::require))
        .registerConverter(Path.class, converter(GivenText::path));
  }

  private static <T> ITypeConverter<T> converter(Function<String, T> parse) {
    return value -> {
      try {
        return parse.apply(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }

  /**
   * What the message does not say of the value that was refused: the variable that it stands in,
   * and what cannot be seen in it. E.g. " (from DIGITGAN_STORE)"; often nothing.
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
