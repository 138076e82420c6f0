package dev.digitgan.k8s.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Prometheus of its own, with our rules; killed on close. */
final class PrometheusServer implements AutoCloseable {
  private static final Pattern LISTENING =
      Pattern.compile("Listening on\"? address=127\\.0\\.0\\.1:([0-9]+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();
  private final Process process;
  private final Path log;

  private PrometheusServer(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Scrapes each second.
   *
   * @param targets HTTP port to name, which is the job and the pod
   */
  static PrometheusServer start(Tool prometheus, Path directory, Map<Integer, String> targets)
      throws IOException {
    StringBuilder config =
        new StringBuilder("global: {scrape_interval: 1s, evaluation_interval: 1s}\n");
    config.append("rule_files: [%s]%n".formatted(Manifests.HOME.resolve(Rules.FILE)));
    config.append("scrape_configs:\n");
    targets.forEach(
        (port, name) ->
            config.append(
                String.format(
                    Locale.ROOT,
                    """
                - job_name: %s
                  static_configs:
                  - targets: ["127.0.0.1:%d"]
                    labels: {namespace: digitgan, pod: %s-0}
                """,
                    name,
                    port,
                    name)));
    Path file = Files.writeString(directory.resolve("prometheus.yml"), config);
    Path log = directory.resolve("prometheus.log");
    Process process =
        new ProcessBuilder(
                prometheus.command(
                    "--config.file=" + file,
                    "--storage.tsdb.path=" + directory.resolve("prometheus"),
                    "--web.listen-address=127.0.0.1:0"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new PrometheusServer(process, log);
  }

  /** The samples that {@code expression} comes to now. */
  List<Double> query(String expression) {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    try {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      String.format(
                          Locale.ROOT, "http://127.0.0.1:%d/api/v1/query?query=%s", port(), query)))
              .timeout(Duration.ofSeconds(20))
              .build();
      JsonNode answer = json.readTree(http.send(request, BodyHandlers.ofString()).body());
      assertThat(answer.path("status").asString(""))
          .as("%s: %s", expression, answer)
          .isEqualTo("success");
      List<Double> values = new ArrayList<>();
      for (JsonNode sample : answer.path("data").path("result")) {
        String value = sample.path("value").path(1).asString("");
        values.add(value.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(value));
      }
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private int port() {
    return await().atMost(PATIENCE).until(this::listening, Optional::isPresent).orElseThrow();
  }

  private Optional<Integer> listening() {
    try {
      String text = Files.readString(log);
      assertThat(process.isAlive()).as(text).isTrue();
      Matcher matcher = LISTENING.matcher(text);
      return matcher.find() ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
