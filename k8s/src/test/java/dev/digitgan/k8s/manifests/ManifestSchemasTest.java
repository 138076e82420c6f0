package dev.digitgan.k8s.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every manifest against the API of an old and of a current Kubernetes. */
final class ManifestSchemasTest {
  private static Stream<Manifests> all() {
    return Manifests.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void theOldestKubernetesTakesEveryObject(Manifests manifests) {
    assertTaken(ApiSchemas.of("1.27"), manifests);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aCurrentKubernetesTakesEveryObject(Manifests manifests) {
    assertTaken(ApiSchemas.of("1.36"), manifests);
  }

  private static void assertTaken(ApiSchemas api, Manifests manifests) {
    assertThat(manifests.objects()).hasSizeGreaterThan(15);
    for (JsonNode object : manifests.objects()) {
      assertThat(api.complaints(object))
          .as("%s of %s in %s", Manifests.describe(object), manifests, api)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.27", "1.36"})
  void whatIsWrongIsFound(String version) {
    ApiSchemas api = ApiSchemas.of(version);
    String job = "apiVersion: batch/v1\nkind: Job\nmetadata: {name: j}\nspec:\n";
    String pod = "  template: {spec: {containers: [{name: c}]}}\n";
    assertThat(complaints(api, job + pod)).isEmpty();
    assertThat(complaints(api, job + pod + "  backofLimit: 1\n"))
        .singleElement()
        .asString()
        .contains("backofLimit");
    assertThat(complaints(api, job + pod + "  backoffLimit: \"1\"\n"))
        .singleElement()
        .asString()
        .contains("/spec/backoffLimit");
    assertThat(complaints(api, job + "  backoffLimit: 1\n"))
        .singleElement()
        .asString()
        .contains("template");
    assertThat(complaints(api, job + pod.replace("{containers", "{serviceAccount: x, containers")))
        .containsExactly("/spec/template/spec/serviceAccount: is deprecated");
    assertThat(complaints(api, job.replace("batch/v1", "batch/v1beta1") + pod))
        .containsExactly("there is no batch/v1beta1/Job in " + version);
  }

  @Test
  void aFieldThatCameLaterIsRefusedByTheOlder() {
    String pod =
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: j}
        spec:
          template:
            spec:
              containers:
                - name: c
                  lifecycle: {preStop: {sleep: {seconds: 1}}}
        """;
    assertThat(complaints(ApiSchemas.of("1.27"), pod)).singleElement().asString().contains("sleep");
    assertThat(complaints(ApiSchemas.of("1.36"), pod)).isEmpty();
  }

  private static List<String> complaints(ApiSchemas api, String yaml) {
    return api.complaints(Manifests.documents(yaml).get(0));
  }
}
