package dev.digitgan.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** One of the services as a process of its own. Killed on close. */
public final class ServiceProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;
  private final Path ports;

  private ServiceProcess(Process process, Path log, Path ports) {
    this.process = process;
    this.log = log;
    this.ports = ports;
  }

  /** A store, and what a process needs to know to reach it. */
  public record Store(String uri, Map<String, String> environment) {
    public static Store directory(Path directory) {
      return new Store(directory.toString(), Map.of());
    }
  }

  /** {@code generator-service serve} on free ports, over a directory. */
  static ServiceProcess generator(Path directory, Path store, String... arguments) {
    return generator(directory, Store.directory(store), arguments);
  }

  /** {@code trainer-service train} on free ports, into a directory. */
  static ServiceProcess trainer(Path directory, Path store, String... arguments) {
    return trainer(directory, Store.directory(store), arguments);
  }

  /** {@code generator-service serve} on free ports. */
  public static ServiceProcess generator(Path directory, Store store, String... arguments) {
    List<String> command = new ArrayList<>(List.of("serve", "--store", store.uri()));
    command.addAll(List.of("--poll", "50ms", "--workers", "2", "--bind", "127.0.0.1"));
    command.addAll(List.of(arguments));
    return start("dev.digitgan.generator.GeneratorMain", directory, store, command);
  }

  /** {@code trainer-service train} on free ports. */
  public static ServiceProcess trainer(Path directory, Store store, String... arguments) {
    List<String> command = new ArrayList<>(List.of("train", "--store", store.uri()));
    command.addAll(List.of("--out", directory.resolve("runs").toString(), "--bind", "127.0.0.1"));
    command.addAll(List.of(arguments));
    return start("dev.digitgan.trainer.TrainerMain", directory, store, command);
  }

  private static ServiceProcess start(
      String mainClass, Path directory, Store store, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("--enable-native-access=ALL-UNNAMED"); // As the start scripts have it.
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
    command.addAll(List.of("--grpc-port", "0", "--admin-port", "0", "--http-port", "0"));
    return start(directory, store, command);
  }

  /**
   * Runs {@code command}, which takes {@code --ports-file}.
   *
   * @param directory for what it prints
   */
  public static ServiceProcess start(Path directory, Store store, List<String> command) {
    try {
      Path ports = Files.createTempFile(directory, "service", ".ports");
      Files.delete(ports);
      Path log = Files.createTempFile(directory, "service", ".log");
      List<String> whole = new ArrayList<>(command);
      whole.addAll(List.of("--ports-file", ports.toString()));
      ProcessBuilder builder =
          new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().keySet().removeIf(variable -> variable.startsWith("DIGITGAN_"));
      builder.environment().putAll(store.environment());
      return new ServiceProcess(builder.start(), log, ports);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of "grpc", "admin", "http"; waits until the process listens. */
  public int port(String name) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              assertThat(process.isAlive()).as(this::log).isTrue();
              return Files.exists(ports);
            });
    // What newer JVMs say of libraries that use what they are about to take away.
    assertThat(log()).doesNotContainPattern("(?m)^WARNING: ");
    try {
      JsonObject json = JsonParser.parseString(Files.readString(ports)).getAsJsonObject();
      return json.get(name).getAsInt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The exit status, once the process ends by itself. */
  public int awaitEnd(Duration patience) throws InterruptedException {
    assertThat(process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)).as(this::log).isTrue();
    return process.exitValue();
  }

  /** SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
  }

  /** What the process has printed. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
