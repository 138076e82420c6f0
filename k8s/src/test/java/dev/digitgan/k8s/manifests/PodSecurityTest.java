package dev.digitgan.k8s.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What PodSecurity "restricted" asks for, and what we ask for beyond it. */
final class PodSecurityTest {
  private static final Set<String> VOLUMES =
      Set.of("configMap", "emptyDir", "persistentVolumeClaim", "projected", "secret");

  private static Stream<Manifests> all() {
    return Manifests.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void theNamespaceEnforcesIt(Manifests manifests) {
    JsonNode labels = manifests.object("Namespace", "digitgan").path("metadata").path("labels");
    for (String mode : new String[] {"enforce", "audit", "warn"}) {
      assertThat(labels.path("pod-security.kubernetes.io/" + mode).asString(""))
          .isEqualTo("restricted");
    }
    for (JsonNode object : manifests.objects()) {
      if (!Manifests.kindOf(object).equals("Namespace")) {
        assertThat(object.path("metadata").path("namespace").asString(""))
            .as(Manifests.describe(object))
            .isEqualTo("digitgan");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyPodIsRestricted(Manifests manifests) {
    assertThat(manifests.pods()).hasSizeGreaterThanOrEqualTo(4);
    for (PodTemplate pod : manifests.pods()) {
      JsonNode spec = pod.spec();
      assertThat(spec.path("securityContext"))
          .as(pod.owner())
          .isEqualTo(
              Manifests.documents(
                      """
                      runAsNonRoot: true
                      runAsUser: 10001
                      runAsGroup: 10001
                      fsGroup: 10001
                      fsGroupChangePolicy: OnRootMismatch
                      seccompProfile: {type: RuntimeDefault}
                      """)
                  .get(0));
      assertThat(spec.path("automountServiceAccountToken").asBoolean(true))
          .as(pod.owner())
          .isFalse();
      assertThat(spec.path("enableServiceLinks").asBoolean(true)).as(pod.owner()).isFalse();
      for (String host : new String[] {"hostNetwork", "hostPID", "hostIPC"}) {
        assertThat(spec.has(host)).as("%s: %s", pod, host).isFalse();
      }
      for (JsonNode volume : spec.path("volumes")) {
        volume.forEachEntry(
            (name, value) -> {
              if (!name.equals("name")) {
                assertThat(VOLUMES).as(pod.owner()).contains(name);
              }
            });
      }
      JsonNode account =
          manifests.object("ServiceAccount", spec.path("serviceAccountName").asString(""));
      assertThat(account.path("automountServiceAccountToken").asBoolean(true)).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyContainerIsRestrictedAndHasItsResources(Manifests manifests) {
    for (PodTemplate pod : manifests.pods()) {
      for (JsonNode container : pod.allContainers()) {
        String name = pod.owner() + " " + container.path("name").asString("");
        assertThat(container.path("securityContext"))
            .as(name)
            .isEqualTo(
                Manifests.documents(
                        """
                        allowPrivilegeEscalation: false
                        readOnlyRootFilesystem: true
                        capabilities: {drop: [ALL]}
                        """)
                    .get(0));
        for (String kind : new String[] {"requests", "limits"}) {
          Map<String, String> amounts = new TreeMap<>();
          container
              .path("resources")
              .path(kind)
              .forEachEntry((resource, amount) -> amounts.put(resource, amount.asString("")));
          assertThat(amounts).as("%s: %s", name, kind).containsKeys("cpu", "memory");
        }
        assertThat(container.path("image").asString("")).as(name).matches(".+:[0-9][0-9a-z.-]+");
      }
    }
  }
}
