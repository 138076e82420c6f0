package dev.digitgan.k8s.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.k8s.manifests.Tool.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@Tag("ci")
final class AlertsTest {
  private static final String TESTS = "monitoring/tests/alerts.yaml";
  private static final Pattern ALERT_NAME = Pattern.compile("alertname=\"([A-Za-z]+)\"");

  private static List<JsonNode> alerts() {
    return Rules.alerts();
  }

  @Test
  void theRulesAreUnderstood() {
    Outcome outcome = promtool("check", "rules", Manifests.HOME.resolve(Rules.FILE).toString());
    assertThat(outcome.status()).as(outcome.output()).isZero();
  }

  @Test
  void everyAlertFiresWhenItShouldAndNotOtherwise() {
    Outcome outcome = promtool("test", "rules", Manifests.HOME.resolve(TESTS).toString());
    assertThat(outcome.status()).as(outcome.output()).isZero();
  }

  /** Thresholds that are too low, too high, or too soon are found by the tests of the rules. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "> 14.4 * 0.005|> 1.4 * 0.0005",
        "> 0.8 * 32768|> 0.5 * 32768",
        "without (area, id)|without (id)",
      })
  void theTestsOfTheRulesCanFail(String was, String becomes, @TempDir Path directory)
      throws IOException {
    String rules = Manifests.text(Rules.FILE);
    assertThat(rules).contains(was);
    Files.createDirectory(directory.resolve("tests"));
    Files.writeString(directory.resolve("alerts.yaml"), rules.replace(was, becomes));
    Files.writeString(directory.resolve("tests/alerts.yaml"), Manifests.text(TESTS));
    Outcome outcome = promtool("test", "rules", directory.resolve("tests/alerts.yaml").toString());
    assertThat(outcome.output()).contains("FAILED");
    assertThat(outcome.status()).isNotZero();
  }

  @Test
  void everyAlertIsTestedBothWays() {
    Set<String> firing = new HashSet<>();
    Set<String> quiet = new HashSet<>();
    for (JsonNode test : Manifests.file(TESTS).path("tests")) {
      for (JsonNode check : test.path("promql_expr_test")) {
        Matcher name = ALERT_NAME.matcher(check.path("expr").asString(""));
        if (name.find()) {
          (check.path("exp_samples").isEmpty() ? quiet : firing).add(name.group(1));
        }
      }
    }
    for (JsonNode alert : alerts()) {
      assertThat(firing).contains(alert.path("alert").asString(""));
      assertThat(quiet).contains(alert.path("alert").asString(""));
    }
  }

  @Test
  void theOperatorsRulesAreTheSame() {
    JsonNode rule = Manifests.file("components/prometheus-operator/prometheus-rule.yaml");
    assertThat(rule.path("spec").path("groups"))
        .as("make it anew with monitoring/operator-rule")
        .isEqualTo(Rules.groups());
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void everyAlertSaysWhatItIsAndWhatToDo(JsonNode alert) throws IOException {
    String name = alert.path("alert").asString("");
    JsonNode annotations = alert.path("annotations");
    assertThat(alert.path("labels").path("severity").asString("")).isIn("critical", "warning");
    assertThat(annotations.path("summary").asString("")).isNotBlank();
    assertThat(annotations.path("description").asString("")).endsWith(".");
    String anchor = name.toLowerCase(Locale.ROOT);
    assertThat(annotations.path("runbook_url").asString("")).endsWith("/k8s/README.md#" + anchor);
    assertThat(Manifests.text("README.md")).contains("\n#### " + name + "\n\n");
  }

  @Test
  void theQueuesLimitIsTheGenerators() throws ReflectiveOperationException {
    String limit = CommandVariables.of("serve").defaults().get("DIGITGAN_GENERATOR_QUEUE_IMAGES");
    JsonNode alert =
        alerts().stream()
            .filter(rule -> rule.path("alert").asString("").equals("DigitganQueueSaturated"))
            .findFirst()
            .orElseThrow();
    assertThat(alert.path("expr").asString("")).endsWith("> 0.8 * " + limit);
  }

  private static Outcome promtool(String... arguments) {
    return Tool.orSkip("promtool").run(arguments);
  }
}
