package dev.digitgan.generator.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** What a service tells of itself on its metrics page. */
final class ServiceMetrics {
  private static final String SWAPS = "digitgan_generator_swaps_total{outcome=\"served\"}";

  private ServiceMetrics() {}

  /** Versions that the service on {@code httpPort} has begun to serve so far. */
  static int servedVersions(int httpPort) throws IOException {
    URI page = URI.create("http://127.0.0.1:" + httpPort + "/metrics");
    try {
      String text =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
              .body();
      return text.lines()
          .filter(line -> line.startsWith(SWAPS))
          .mapToInt(line -> (int) Double.parseDouble(line.substring(SWAPS.length()).strip()))
          .findFirst()
          .orElseThrow(() -> new IOException("no " + SWAPS + " on " + page));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while it reads " + page, e);
    }
  }
}
