package dev.digitgan.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.command.UserErrorException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {
  private volatile Optional<String> obstacle = Optional.of("no model yet");
  private final ServiceMetrics metrics = new ServiceMetrics();
  private final StatusPage page =
      new StatusPage("generator", () -> Map.of("serving", "version 7 <of digits>"));
  private final HttpEndpoint http = new HttpEndpoint("127.0.0.1", 0, metrics, () -> obstacle, page);
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() {
    metrics.start();
    metrics.registry().counter("digitgan.images").increment(3);
    http.start();
  }

  @AfterEach
  void stop() {
    http.close();
    http.close();
    metrics.close();
  }

  @Test
  void metricsArePrometheusText() throws Exception {
    HttpResponse<String> scrape = get("/metrics", "*/*");

    assertThat(scrape.statusCode()).isEqualTo(200);
    assertThat(scrape.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(scrape.body())
        .contains("digitgan_images_total 3.0")
        .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "process_uptime_seconds")
        .contains("jvm_gc_")
        .doesNotContain("# EOF");
  }

  @Test
  void metricsAreOpenMetricsWhereAskedFor() throws Exception {
    HttpResponse<String> scrape =
        get("/metrics", "application/openmetrics-text;version=1.0.0;q=0.5,*/*;q=0.1");

    assertThat(scrape.headers().firstValue("Content-Type"))
        .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(scrape.body()).contains("digitgan_images_total 3.0").endsWith("# EOF\n");
  }

  @Test
  void healthFollowsReadiness() throws Exception {
    HttpResponse<String> notReady = get("/healthz", "*/*");
    assertThat(notReady.statusCode()).isEqualTo(503);
    assertThat(notReady.body()).isEqualTo("no model yet\n");

    obstacle = Optional.empty();

    assertThat(get("/healthz", "*/*").statusCode()).isEqualTo(200);
  }

  @Test
  void thePageShowsFactsAsText() throws Exception {
    HttpResponse<String> shown = get("/", "text/html");

    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body())
        .contains("<h1>generator</h1>")
        .contains("<td>version 7 &lt;of digits&gt;</td>")
        .contains("href=\"/metrics\"");
  }

  @Test
  void otherPathsAreNotHereAndOtherMethodsNotAllowed() throws Exception {
    assertThat(get("/metricz", "*/*").statusCode()).isEqualTo(404);
    HttpResponse<String> posted =
        client.send(
            HttpRequest.newBuilder(uri("/metrics")).POST(BodyPublishers.ofString("x")).build(),
            BodyHandlers.ofString());
    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(posted.headers().firstValue("Allow")).hasValue("GET, HEAD");
  }

  @Test
  void headHasNoBody() throws Exception {
    HttpResponse<String> head =
        client.send(
            HttpRequest.newBuilder(uri("/")).method("HEAD", BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void aPortThatIsTakenIsAUserError() {
    try (HttpEndpoint second =
        new HttpEndpoint("127.0.0.1", http.port(), metrics, () -> obstacle, page)) {
      assertThatThrownBy(second::start)
          .isInstanceOf(UserErrorException.class)
          .hasMessageMatching("--http-port: cannot listen on .*:\\d+: .*in use.*");
    }
  }

  private HttpResponse<String> get(String path, String accept)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path)).header("Accept", accept).build(),
        BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + http.port() + path);
  }
}
