package dev.digitgan.k8s.docs;

import dev.digitgan.runtime.command.Shutdown;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The three programs' commands, none of which is run. */
final class Programs {
  private static final String GENERATOR = "dev.digitgan.generator.";
  private static final String TRAINER = "dev.digitgan.trainer.";

  private Programs() {}

  /** The commands of {@code program} that have no commands of their own, by name. */
  static List<CommandSpec> commands(String program) throws Exception {
    List<CommandSpec> commands = new ArrayList<>();
    switch (program) {
      case "generator-service" -> addClasses(GENERATOR, "GeneratorMain", commands);
      case "trainer-service" -> addClasses(TRAINER, "TrainerMain", commands);
      case "digitgan" -> addLeaves(digitgan(), commands);
      default -> throw new IllegalArgumentException(program);
    }
    return commands.stream()
        .sorted((a, b) -> a.qualifiedName(" ").compareTo(b.qualifiedName(" ")))
        .toList();
  }

  private static void addLeaves(CommandLine line, List<CommandSpec> commands) {
    if (line.getSubcommands().isEmpty()) {
      commands.add(line.getCommandSpec());
    }
    line.getSubcommands().values().forEach(command -> addLeaves(command, commands));
  }

  private static CommandLine digitgan() throws ReflectiveOperationException {
    Method commandLine =
        Class.forName("dev.digitgan.cli.DigitganMain").getDeclaredMethod("commandLine");
    commandLine.setAccessible(true);
    CommandLine line = (CommandLine) commandLine.invoke(null);
    line.setInterpolateVariables(false);
    return line;
  }

  /** A service's main class makes its commands, and nothing else needs a list of them. */
  private static void addClasses(String root, String main, List<CommandSpec> commands)
      throws Exception {
    for (String name : classNames(root, Class.forName(root + main))) {
      Class<?> type = Class.forName(name, false, Programs.class.getClassLoader());
      Command command = type.getAnnotation(Command.class);
      // What only mixes options in has no name; roots are nested in the main class.
      if (command != null && !type.isMemberClass() && !command.name().equals("<main class>")) {
        CommandLine line = new CommandLine(create(type));
        line.setInterpolateVariables(false);
        commands.add(line.getCommandSpec());
      }
    }
  }

  private static List<String> classNames(String root, Class<?> main)
      throws IOException, URISyntaxException {
    Path place = Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(place)) {
      return classNames(root, place);
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return classNames(root, jar.getPath("/"));
    }
  }

  private static List<String> classNames(String root, Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return files
          .map(file -> place.relativize(file).toString())
          .filter(file -> file.endsWith(".class"))
          .map(file -> file.substring(0, file.length() - 6).replace('/', '.'))
          .filter(name -> name.startsWith(root))
          .sorted()
          .toList();
    }
  }

  private static Object create(Class<?> command) throws ReflectiveOperationException {
    Constructor<?> constructor = command.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.getParameterCount() == 0
        ? constructor.newInstance()
        : constructor.newInstance(Shutdown.withoutSignals());
  }
}
