package dev.digitgan.k8s.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.digitgan.k8s.docs.Page;
import dev.digitgan.k8s.manifests.Tool.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Both services as they run, under load: what they expose is what dashboards and alerts read. */
@Tag("ci")
final class MetricsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * Nothing of this goes wrong, or has to wait, while the test looks; and the store may have
   * answered within this millisecond.
   */
  private static final Set<String> MAY_BE_ZERO =
      Set.of(
          "digitgan_generator_leases",
          "digitgan_generator_queue_images",
          "digitgan_generator_replies_bytes",
          "digitgan_generator_store_answer_age_seconds",
          "digitgan_generator_store_failures_total",
          "digitgan_generator_version_awaited_seconds",
          "digitgan_generator_watches",
          "digitgan_grpc_connections_refused_total",
          "digitgan_trainer_alarm",
          "digitgan_trainer_publish_failures_total",
          "digitgan_trainer_save_failures_total");

  @TempDir private static Path directory;
  private static @Nullable RunningPair pair;

  @BeforeAll
  static void startAndLoadBoth() throws Exception {
    pair = RunningPair.start(directory);
  }

  @AfterAll
  static void closeBoth() {
    if (pair != null) {
      pair.close();
    }
  }

  private static RunningPair pair() {
    return Objects.requireNonNull(pair);
  }

  @Test
  void everyMetricThatIsReadIsThereAndIsNotZeroUnderLoad() throws Exception {
    Map<String, Double> largest = new HashMap<>();
    for (String service : List.of("generator", "trainer")) {
      pair()
          .scrape(service)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> largest.merge(name(line), value(line), Math::max));
    }
    Set<String> read = read();
    read.removeAll(Rules.recorded());
    assertThat(read).hasSizeGreaterThan(40);
    assertThat(largest.keySet()).containsAll(read);
    for (String metric : read) {
      if (!MAY_BE_ZERO.contains(metric)) {
        assertThat(largest.get(metric)).as(metric).isGreaterThan(0);
      }
    }
    assertThat(read).containsAll(MAY_BE_ZERO);
  }

  @Test
  void thePageHasEveryMetricOfOurs() throws Exception {
    Page page = Page.of("docs/metrics.md");
    MetricTable generator = new MetricTable(pair().scrape("generator"));
    MetricTable trainer = new MetricTable(pair().scrape("trainer"));
    Predicate<String> ofBoth = name -> name.startsWith("digitgan_grpc_");
    assertThat(trainer.lines(ofBoth)).isEqualTo(generator.lines(ofBoth)).hasSizeGreaterThan(3);
    page.requireMade("both", generator.lines(ofBoth));
    page.requireMade("generator", generator.lines(ofBoth.negate()));
    page.requireMade("trainer", trainer.lines(ofBoth.negate()));
  }

  private static String name(String line) {
    return line.substring(0, line.replace('{', ' ').indexOf(' '));
  }

  private static double value(String line) {
    double value = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    return Double.isNaN(value) ? 0 : value;
  }

  /** Names in every dashboard and every rule. */
  private static Set<String> read() {
    Set<String> read = new TreeSet<>();
    expressionsOfDashboards().forEach(text -> read.addAll(names(text)));
    Rules.all().forEach(rule -> read.addAll(names(rule.path("expr").asString(""))));
    return read;
  }

  private static List<String> names(String expression) {
    return PromExpression.selectors(expression).stream().map(PromExpression::metric).toList();
  }

  private static List<String> expressionsOfDashboards() {
    return Dashboards.all()
        .flatMap(dashboard -> dashboard.panels().stream())
        .flatMap(panel -> Dashboards.expressions(panel).stream())
        .toList();
  }

  @Test
  void prometheusFindsNothingToSayAboutTheMetrics() throws Exception {
    Tool promtool = Tool.orSkip("promtool");
    for (String service : List.of("generator", "trainer")) {
      Path file = Files.writeString(directory.resolve(service + ".txt"), pair().scrape(service));
      Outcome outcome = promtool.run(file, "check", "metrics");
      assertThat(outcome.output()).as(service).isEmpty();
      assertThat(outcome.status()).as(service).isZero();
    }
  }

  @Test
  void aPrometheusThatScrapesBothHasAnAnswerToEveryExpression() throws Exception {
    Tool prometheus = Tool.orSkip("prometheus");
    Set<String> open = new LinkedHashSet<>(expressionsOfDashboards());
    for (JsonNode rule : Rules.all()) {
      for (PromExpression part : PromExpression.selectors(rule.path("expr").asString(""))) {
        open.add(part.selector());
      }
    }
    try (PrometheusServer server = PrometheusServer.start(prometheus, directory, pair().ports())) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                pair().sample();
                open.removeIf(
                    text -> server.query(text).stream().anyMatch(value -> !value.isNaN()));
                assertThat(open).isEmpty();
              });
      for (JsonNode alert : Rules.alerts()) {
        server.query(alert.path("expr").asString("")); // Understood with real series, too.
      }
    }
  }
}
