package dev.digitgan.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The metrics page of a service on this machine. */
public final class MetricsPage {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private MetricsPage() {}

  /** Returns the value of {@code series}, e.g. {@code calls_total{outcome="answered"}}. */
  public static double value(int httpPort, String series) throws IOException, InterruptedException {
    URI page = URI.create("http://127.0.0.1:" + httpPort + "/metrics");
    HttpRequest request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(10)).build();
    return CLIENT
        .send(request, BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no series " + series));
  }
}
