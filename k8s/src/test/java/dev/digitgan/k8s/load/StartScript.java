package dev.digitgan.k8s.load;

import com.google.common.base.Splitter;
import dev.digitgan.k8s.ServiceProcess;
import dev.digitgan.k8s.ServiceProcess.Store;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The generator as people start it: by its script, whose flags and variables are part of how it
 * behaves. In a build that does not package (the test phase alone) there is nothing yet for the
 * script to start, so the class path is started with the same flags.
 */
final class StartScript {
  private static final List<String> FLAGS =
      List.of(
          "-Xms64m",
          "-Xmx512m",
          "-XX:+UseSerialGC",
          "-XX:+AlwaysPreTouch",
          "-XX:+ExitOnOutOfMemoryError");

  /** What the script sets for the C library and the engine. */
  static final Map<String, String> VARIABLES =
      Map.of(
          "OMP_NUM_THREADS", "1",
          "MKL_NUM_THREADS", "1",
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_MMAP_THRESHOLD_", "33554432",
          "MALLOC_TRIM_THRESHOLD_", "268435456");

  private StartScript() {}

  /**
   * {@code generator-service serve} with {@code arguments}, on 127.0.0.1.
   *
   * @param prefix a command that runs the rest of its arguments, such as {@code taskset -c 0}
   */
  static ServiceProcess serve(
      List<String> prefix, Path directory, Path store, Ports ports, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(script().map(StartScript::run).orElseGet(StartScript::java));
    command.addAll(List.of("serve", "--store", store.toString(), "--bind", "127.0.0.1"));
    command.addAll(ports.arguments());
    command.addAll(arguments);
    return ServiceProcess.start(directory, new Store(store.toString(), variables()), command);
  }

  private static Map<String, String> variables() {
    return script().isPresent() ? Map.of("JAVA_HOME", System.getProperty("java.home")) : VARIABLES;
  }

  private static List<String> run(Path script) {
    return List.of("bash", script.toString());
  }

  private static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.digitgan.generator.GeneratorMain");
    return command;
  }

  /** Beside the jar that this build has made; an older one's would start older code. */
  private static Optional<Path> script() {
    for (String element :
        Splitter.on(File.pathSeparatorChar).split(System.getProperty("java.class.path"))) {
      Path jar = Path.of(element);
      if (jar.endsWith("generator-service/target/generator-service.jar")) {
        return Optional.of(jar.resolve("../../bin/generator-service").normalize());
      }
    }
    return Optional.empty();
  }
}
