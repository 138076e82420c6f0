package dev.digitgan.k8s.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.digitgan.k8s.ServiceProcess;
import dev.digitgan.testing.MetricsPage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A generator process, and those that come in its place on the same ports. Killed on close. */
final class Replica implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> prefix;
  private final Path directory;
  private final Path store;
  private final Ports ports;
  private final List<String> arguments;
  private ServiceProcess process;

  private Replica(
      List<String> prefix, Path directory, Path store, Ports ports, List<String> arguments) {
    this.prefix = List.copyOf(prefix);
    this.directory = directory;
    this.store = store;
    this.ports = ports;
    this.arguments = List.copyOf(arguments);
    this.process = StartScript.serve(prefix, directory, store, ports, arguments);
  }

  /**
   * Starts a replica on ports that it keeps.
   *
   * @param directory for what it prints
   */
  static Replica start(Path directory, Path store, String... arguments) throws IOException {
    return start(List.of(), directory, store, arguments);
  }

  /**
   * @param prefix a command that runs the rest of its arguments, such as {@code taskset -c 0}
   */
  static Replica start(List<String> prefix, Path directory, Path store, String... arguments)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      Replica replica = new Replica(prefix, directory, store, Ports.free(), List.of(arguments));
      try {
        replica.awaitReady();
        return replica;
      } catch (AssertionError e) {
        boolean portTaken = replica.process.log().contains("cannot listen");
        replica.close();
        if (!portTaken || attempt == 3) {
          throw e;
        }
      }
    }
  }

  /** E.g. "127.0.0.1:50051". */
  String address() {
    return "127.0.0.1:" + ports.grpc();
  }

  /** Of the service. */
  int port() {
    return ports.grpc();
  }

  ServiceProcess process() {
    return process;
  }

  /** Waits until the process says that it is ready. */
  void awaitReady() {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              assertThat(process.isAlive()).as(process::log).isTrue();
              return ready();
            });
  }

  private boolean ready() throws InterruptedException {
    try {
      return http.send(request("/healthz"), BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** The value of one series as it is scraped. */
  double metric(String series) throws IOException, InterruptedException {
    return MetricsPage.value(ports.http(), series);
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.http() + path))
        .timeout(Duration.ofSeconds(10))
        .build();
  }

  /** SIGTERM, and a new process once the old one has ended in order. */
  void restart() throws InterruptedException {
    process.terminate();
    assertThat(process.awaitEnd(PATIENCE)).as(process::log).isZero();
    startAgain();
  }

  /** SIGKILL, and a new process. */
  void killAndRestart() throws InterruptedException {
    process.kill();
    process.awaitEnd(PATIENCE);
    startAgain();
  }

  private void startAgain() {
    process = StartScript.serve(prefix, directory, store, ports, arguments);
    awaitReady();
  }

  @Override
  public void close() {
    process.close();
  }
}
