package dev.digitgan.k8s.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What happens to one overlay's objects when another is applied after it, or it is deleted. */
final class OverlaysTest {
  private static final String KEEP = "digitgan.dev/keep";

  /** All else in a StatefulSet's spec can never change. */
  private static final Set<String> CHANGEABLE_OF_STATEFUL_SET =
      Set.of("replicas", "ordinals", "template", "updateStrategy", "minReadySeconds");

  private static Stream<Manifests> all() {
    return Manifests.all();
  }

  @Test
  void oneOverlayCanBeAppliedAfterTheOther() {
    Map<String, JsonNode> local = unchangeable(Manifests.of("overlays/local"));
    Map<String, JsonNode> gpu = unchangeable(Manifests.of("overlays/gpu"));
    Set<String> both = new HashSet<>(local.keySet());
    both.retainAll(gpu.keySet());
    assertThat(both)
        .contains("StatefulSet store volumeClaimTemplates", "Deployment generator selector");
    for (String field : both) {
      assertThat(gpu.get(field)).as(field).isEqualTo(local.get(field));
    }
  }

  private static Map<String, JsonNode> unchangeable(Manifests manifests) {
    Map<String, JsonNode> fields = new TreeMap<>();
    for (JsonNode object : manifests.objects()) {
      String what = Manifests.describe(object) + " ";
      JsonNode spec = object.path("spec");
      switch (Manifests.kindOf(object)) {
        case "StatefulSet" ->
            spec.forEachEntry(
                (name, value) -> {
                  if (!CHANGEABLE_OF_STATEFUL_SET.contains(name)) {
                    fields.put(what + name, value);
                  }
                });
        case "Deployment" -> fields.put(what + "selector", spec.path("selector"));
        case "Service" -> fields.put(what + "clusterIP", spec.path("clusterIP"));
        case "Job" -> fields.put(what + "template", spec.path("template"));
        default -> {}
      }
    }
    return fields;
  }

  /** What "kubectl delete -k … -l 'digitgan.dev/keep!=true'" leaves can start again by itself. */
  @ParameterizedTest
  @MethodSource("all")
  void theStoreIsLeftWithAllThatItNeedsByWhoeverDeletesTheRest(Manifests manifests) {
    List<String> left = new ArrayList<>();
    for (JsonNode object : manifests.objects()) {
      if (object.path("metadata").path("labels").path(KEEP).asString("").equals("true")) {
        left.add(Manifests.describe(object));
      }
    }
    assertThat(left).contains("Namespace digitgan");
    List<PodTemplate> pods =
        manifests.pods().stream().filter(pod -> left.contains(pod.owner())).toList();
    boolean hasStore =
        manifests.objects().stream()
            .anyMatch(o -> Manifests.describe(o).equals("StatefulSet store"));
    assertThat(pods)
        .extracting(PodTemplate::owner)
        .isEqualTo(hasStore ? List.of("StatefulSet store") : List.of());
    for (PodTemplate pod : pods) {
      assertThat(left)
          .containsAll(pod.references())
          .contains("ServiceAccount " + pod.spec().path("serviceAccountName").asString(""))
          .contains("Service store", "NetworkPolicy store");
    }
    assertThat(left)
        .as("no more than that")
        .noneMatch(name -> name.matches(".*(generator|trainer).*"));
  }
}
