package dev.digitgan.k8s.manifests;

import dev.digitgan.runtime.command.Shutdown;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The variables that a command takes its options from, and what they are by default. */
record CommandVariables(Map<String, String> defaults) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([A-Z0-9_]+)(?::-(.*))?}");

  CommandVariables {
    defaults = Map.copyOf(defaults);
  }

  static CommandVariables of(String argument) throws ReflectiveOperationException {
    return switch (argument) {
      case "serve" -> read("dev.digitgan.generator.command.ServeCommand");
      case "train" -> read("dev.digitgan.trainer.command.train.TrainCommand");
      case "gate" -> read("dev.digitgan.trainer.command.judge.GateCommand");
      default -> throw new IllegalArgumentException(argument);
    };
  }

  /** The digitgan command line, which is not run. */
  static CommandLine digitgan() throws ReflectiveOperationException {
    Method commandLine =
        Class.forName("dev.digitgan.cli.DigitganMain").getDeclaredMethod("commandLine");
    commandLine.setAccessible(true);
    return (CommandLine) commandLine.invoke(null);
  }

  private static CommandVariables read(String command) throws ReflectiveOperationException {
    CommandLine line = new CommandLine(create(Class.forName(command)));
    line.setInterpolateVariables(false);
    Map<String, String> defaults = new LinkedHashMap<>();
    for (OptionSpec option : line.getCommandSpec().options()) {
      String text = option.defaultValue();
      Matcher matcher = VARIABLE.matcher(text == null ? "" : text);
      if (matcher.matches()) {
        defaults.put(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
      }
    }
    return new CommandVariables(defaults);
  }

  private static Object create(Class<?> command) throws ReflectiveOperationException {
    Constructor<?> constructor = command.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.getParameterCount() == 0
        ? constructor.newInstance()
        : constructor.newInstance(Shutdown.withoutSignals());
  }
}
