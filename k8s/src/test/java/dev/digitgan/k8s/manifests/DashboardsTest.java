package dev.digitgan.k8s.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DashboardsTest {
  private static final List<String> VARIABLES = List.of("datasource", "namespace", "pod");

  private static Stream<Dashboards> all() {
    return Dashboards.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyPanelSaysWhatItShowsInWhichUnitAndFromWhere(Dashboards dashboard) {
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : dashboard.content().path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
      assertThat(panel.path("title").asString("")).isNotBlank();
    }
    assertThat(dashboard.panels()).hasSizeGreaterThan(10);
    for (JsonNode panel : dashboard.panels()) {
      String title = panel.path("title").asString("");
      assertThat(panel.path("description").asString("")).as(title).endsWith(".");
      assertThat(panel.path("fieldConfig").path("defaults").path("unit").asString(""))
          .as(title)
          .isNotBlank();
      assertThat(panel.path("datasource").path("uid").asString(""))
          .as(title)
          .isEqualTo("${datasource}");
      for (JsonNode target : panel.path("targets")) {
        assertThat(target.path("datasource").path("uid").asString("")).isEqualTo("${datasource}");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void nothingIsHardCodedThatAVariableSays(Dashboards dashboard) {
    assertThat(dashboard.content().path("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
    assertThat(dashboard.content().path("templating").path("list").valueStream())
        .extracting(variable -> variable.path("name").asString(""))
        .containsExactlyElementsOf(VARIABLES);
    for (JsonNode panel : dashboard.panels()) {
      for (JsonNode target : panel.path("targets")) {
        for (PromExpression part : PromExpression.selectors(target.path("expr").asString(""))) {
          boolean filter = part.matchers().isEmpty(); // "and on (job, instance) metric"
          assertThat(filter || part.matchers().contains("namespace=~\"$namespace\""))
              .as(part.selector())
              .isTrue();
          assertThat(part.matchers()).doesNotContain("pod=\"").doesNotContain("namespace=\"");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void panelsDoNotOverlap(Dashboards dashboard) {
    Set<String> taken = new HashSet<>();
    for (JsonNode panel : dashboard.content().path("panels")) {
      JsonNode at = panel.path("gridPos");
      for (int x = 0; x < at.path("w").asInt(); x++) {
        for (int y = 0; y < at.path("h").asInt(); y++) {
          int column = at.path("x").asInt() + x;
          assertThat(column).isLessThan(24);
          assertThat(taken.add(column + "," + (at.path("y").asInt() + y)))
              .as(panel.path("title").asString(""))
              .isTrue();
        }
      }
    }
  }

  @Test
  void grafanasSidecarFindsThemAll() {
    Manifests manifests = Manifests.of("overlays/local");
    List<JsonNode> maps =
        manifests
            .kind("ConfigMap")
            .filter(
                map ->
                    map.path("metadata")
                        .path("labels")
                        .path("grafana_dashboard")
                        .asString("")
                        .equals("1"))
            .toList();
    JsonMapper json = new JsonMapper();
    assertThat(maps.stream().flatMap(map -> map.path("data").valueStream()))
        .map(text -> json.readTree(text.asString("")))
        .containsExactlyInAnyOrderElementsOf(all().map(Dashboards::content).toList());
  }
}
