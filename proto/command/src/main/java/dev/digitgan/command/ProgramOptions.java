package dev.digitgan.command;

import dev.digitgan.file.OptionFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A picocli mixin that makes its options in code, because their variables or descriptions differ
 * between programs: {@code --grpc-port} is {@code DIGITGAN_TRAINER_GRPC_PORT} in one and {@code
 * DIGITGAN_GENERATOR_GRPC_PORT} in another.
 */
@Command
public abstract class ProgramOptions {
  private final String variables;
  private final List<OptionSpec> options = new ArrayList<>();

  /**
   * @param variables what the names of the variables begin with: "DIGITGAN_GENERATOR"
   */
  protected ProgramOptions(String variables) {
    this.variables = variables;
  }

  /** Makes an option whose default is {@code defaultValue} unless its variable is set. */
  public static OptionSpec option(
      String variables,
      String name,
      String label,
      Class<?> type,
      String defaultValue,
      String description) {
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

  /** Adds {@code option}; help lists options in the order in which they were added. */
  protected final OptionSpec add(OptionSpec option) {
    options.add(option);
    return option;
  }

  /** Adds all options of {@code group}, in their order. */
  protected final <T extends ProgramOptions> T add(T group) {
    ProgramOptions others = group;
    options.addAll(others.options);
    return group;
  }

  protected final OptionSpec add(
      String name, String label, Class<?> type, String defaultValue, String description) {
    return add(option(variables, name, label, type, defaultValue, description));
  }

  /** Adds an option that names a file; without a default. */
  protected final OptionSpec addFile(String name, String description) {
    return add(name, "FILE", Path.class, Option.NULL_VALUE, description);
  }

  @Spec(Spec.Target.MIXEE)
  void addTo(CommandSpec command) {
    options.forEach(command::addOption);
  }

  /** Returns the value of an option that has a default. */
  protected static <T> T value(OptionSpec option, Class<T> type) {
    return type.cast(Objects.requireNonNull(option.getValue(), option.longestName()));
  }

  /** Returns the file that {@code option} names, with the option for messages. */
  protected static Optional<OptionFile> file(OptionSpec option) {
    return path(option).map(path -> new OptionFile(option.longestName(), path));
  }

  protected static Optional<Path> path(OptionSpec option) {
    @Nullable Path path = option.getValue();
    return Optional.ofNullable(path);
  }
}
