package dev.digitgan.testing.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts a benchmark's processes.
 *
 * @param directory for their logs
 * @param cores that they are bound to
 * @param environment added to this process's, without the variables of the services' options
 */
public record Launcher(Path directory, List<Integer> cores, Map<String, String> environment) {
  private static final String OPTIONS = "DIGITGAN_";

  public Launcher {
    cores = List.copyOf(cores);
    environment = Map.copyOf(environment);
  }

  /** Returns the same launcher on other cores. */
  public Launcher on(List<Integer> others) {
    return new Launcher(directory, others, environment);
  }

  /** Returns the same launcher with one more variable. */
  public Launcher with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Launcher(directory, cores, more);
  }

  /** Starts {@code command}. */
  public ChildProcess start(String name, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(Cores.pinned(cores, command));
    builder.environment().keySet().removeIf(variable -> variable.startsWith(OPTIONS));
    builder.environment().putAll(environment);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return ChildProcess.start(name, builder, directory.resolve(name.replace(' ', '-') + ".log"));
  }

  /** Starts a main class of the benchmark's own. */
  public ChildProcess java(
      String name, List<String> jvmFlags, Class<?> main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return start(name, command);
  }
}
