package dev.digitgan.command;

import java.util.Locale;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * Makes options that several programs have, each with a variable of its own: {@code --grpc-port} is
 * {@code DIGITGAN_TRAINER_GRPC_PORT} in one and {@code DIGITGAN_GENERATOR_GRPC_PORT} in another.
 * Annotations cannot say that.
 *
 * @param variables what the names of the variables begin with: "DIGITGAN_GENERATOR"
 */
public record ProgramOptions(String variables) {
  /** An option whose default is {@code defaultValue} unless its variable says otherwise. */
  public OptionSpec option(
      String name, String label, Class<?> type, String defaultValue, String description) {
    String variable = variables + name.substring(1).replace('-', '_').toUpperCase(Locale.ROOT);
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(type)
        .defaultValue("${env:" + variable + ":-" + defaultValue + "}")
        .description(
            description,
            defaultValue.equals(Option.NULL_VALUE)
                ? variable + "."
                : variable + "; now ${DEFAULT-VALUE}.")
        .build();
  }
}
