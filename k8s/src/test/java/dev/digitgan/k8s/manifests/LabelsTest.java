package dev.digitgan.k8s.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** By their labels, things are found. */
final class LabelsTest {
  private static Stream<Manifests> all() {
    return Manifests.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everySelectorFindsPodsAndTheirPorts(Manifests manifests) {
    for (JsonNode object : manifests.objects()) {
      JsonNode spec = object.path("spec");
      switch (Manifests.kindOf(object)) {
        case "Service" -> {
          for (PodTemplate pod : selected(manifests, object, spec.path("selector"))) {
            for (JsonNode port : spec.path("ports")) {
              assertThat(pod.ports())
                  .as(Manifests.describe(object))
                  .containsKey(port.path("targetPort").asString(""))
                  .containsValue(port.path("port").asInt());
            }
          }
        }
        case "NetworkPolicy" -> {
          JsonNode labels = spec.path("podSelector").path("matchLabels");
          if (labels.isObject()) {
            List<PodTemplate> pods = selected(manifests, object, labels);
            for (JsonNode rule : spec.path("ingress")) {
              for (JsonNode port : rule.path("ports")) {
                assertThat(pods)
                    .as(Manifests.describe(object))
                    .allSatisfy(
                        p -> assertThat(p.ports()).containsValue(port.path("port").asInt()));
              }
            }
          }
        }
        case "Deployment", "StatefulSet", "PodDisruptionBudget", "PodMonitor" ->
            selected(manifests, object, spec.path("selector").path("matchLabels"));
        case "ServiceMonitor" ->
            assertThat(
                    manifests
                        .kind("Service")
                        .filter(
                            service ->
                                has(
                                    service.path("metadata").path("labels"),
                                    spec.path("selector").path("matchLabels"))))
                .hasSize(1);
        default -> {}
      }
    }
  }

  private static List<PodTemplate> selected(Manifests manifests, JsonNode object, JsonNode labels) {
    List<PodTemplate> pods =
        manifests.pods().stream().filter(pod -> has(pod.labels(), labels)).toList();
    assertThat(pods).as("pods of %s", Manifests.describe(object)).isNotEmpty();
    return pods;
  }

  private static boolean has(JsonNode labels, JsonNode wanted) {
    assertThat(wanted.isObject() && !wanted.isEmpty()).isTrue();
    boolean has = true;
    for (Map.Entry<String, JsonNode> label : wanted.properties()) {
      has &= label.getValue().equals(labels.path(label.getKey()));
    }
    return has;
  }

  @ParameterizedTest
  @MethodSource("all")
  void everythingCarriesTheLabelsByWhichItIsFound(Manifests manifests) {
    for (JsonNode object : manifests.objects()) {
      JsonNode labels = object.path("metadata").path("labels");
      assertThat(labels.path("app.kubernetes.io/part-of").asString(""))
          .as(Manifests.describe(object))
          .isEqualTo("digitgan");
      assertThat(labels.path("app.kubernetes.io/version").asString(""))
          .as(Manifests.describe(object))
          .isEqualTo(System.getProperty("digitgan.version"));
    }
    for (PodTemplate pod : manifests.pods()) {
      assertThat(pod.labels().has("app.kubernetes.io/name")).as(pod.owner()).isTrue();
      assertThat(pod.labels().path("app.kubernetes.io/part-of").asString("")).isEqualTo("digitgan");
      // It would change templates that must never change.
      assertThat(pod.labels().has("app.kubernetes.io/version")).as(pod.owner()).isFalse();
    }
    for (PodTemplate pod : manifests.own()) {
      boolean onGpu = pod.container().path("resources").path("limits").has("nvidia.com/gpu");
      assertThat(pod.container().path("image").asString(""))
          .as(pod.owner())
          .matches(
              "ghcr\\.io/digitgan/(generator-service|trainer-service|digitgan-cli):"
                  + System.getProperty("digitgan.version")
                  + (onGpu ? "-cu128" : ""));
    }
  }
}
