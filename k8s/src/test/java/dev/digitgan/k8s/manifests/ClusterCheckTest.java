package dev.digitgan.k8s.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.digitgan.k8s.manifests.FakeCluster.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The flow of k8s/e2e; what it finds out is for a real cluster to say. */
@Tag("ci")
final class ClusterCheckTest {
  private static final String DELETED = "ok namespace digitgan-e2e is deleted";

  private final FakeCluster cluster;

  ClusterCheckTest(@TempDir Path directory) throws IOException {
    cluster = new FakeCluster(directory);
  }

  @Test
  void whereAllGoesWellEachCheckSaysSo() throws Exception {
    Result result = cluster.run("--context", "c1", "--next-tag", "0.1.1");
    assertThat(result.lines())
        .containsExactly(
            "ok applied, without a warning",
            "ok the store's volume is bound",
            "ok a first model is trained",
            "ok the store honours If-None-Match",
            "ok two generators are ready",
            "ok digits are drawn, called from within",
            "ok applied again, nothing changes",
            "ok no call fails while the fleet is restarted",
            "ok no call fails while the generators are evicted",
            "ok a training whose pod is deleted resumes",
            "ok the next images are rolled out",
            "ok digits are drawn by them",
            "ok everything is deleted except the store",
            DELETED);
    assertThat(result.status()).isZero();
    assertThat(cluster.namespaceIsThere()).isFalse();
    assertThat(cluster.leftovers()).isEmpty();
    assertThat(cluster.calls())
        .filteredOn(call -> call.startsWith("create --raw"))
        .as("what the budget refuses is tried again")
        .containsExactly(eviction("a"), eviction("a"), eviction("b"), eviction("b"));
  }

  private static String eviction(String pod) {
    return "create --raw /api/v1/namespaces/digitgan-e2e/pods/generator-%s/eviction -f -"
        .formatted(pod);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1|apply -k|no such kind; applied, without a warning: no such kind",
        "0|apply -k|Warning: would violate; applied, without a warning: Warning: would violate",
        "0|get job/first-model|Failed; a first model is trained: job first-model failed",
        "0|logs job/first-model|no conditional put; the store honours If-None-Match: no conditional",
        "0|get job/first-calls|Failed; digits are drawn, called from within: job first-calls failed",
        "1|diff|-  replicas: 2; applied again, nothing changes: -  replicas: 2",
        "1|rollout restart|forbidden; no call fails while the fleet is restarted: forbidden",
        "0|get job/restart-calls --output=jsonpath={.status.conditions|Complete; no call fails while"
            + " the fleet is restarted: the calls ended too early to show anything",
        "0|logs job/restart-calls|digits of seed 1, failed: 2; no call fails while the fleet is"
            + " restarted: digits of seed 1, failed: 2",
        "0|get deployment generator|deployment.apps/generator; everything is deleted except"
            + " the store: ",
      })
  void aCheckThatFailsSaysWhyAndTheNamespaceGoes(String answer, String failure) throws Exception {
    cluster.answers(answer);
    assertFails(cluster.run("--context", "c1"), failure);
  }

  /** All else is there at the first look. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0|get pvc|Pending; the store's volume is bound: not within 1 s: is .status.phase Bound",
        "0|logs --selector=|anew; a training whose pod is deleted resumes: not within 1 s: resumes"
      })
  void whatDoesNotComeInTimeFailsItsCheck(String answer, String failure) throws Exception {
    cluster.answers(answer, "0|create --raw|");
    assertFails(cluster.run("--context", "c1", "--timeout", "1"), failure);
  }

  private void assertFails(Result result, String failure) {
    assertThat(result.lines())
        .filteredOn(line -> line.startsWith("FAIL"))
        .singleElement()
        .asString()
        .startsWith("FAIL " + failure);
    assertThat(result.lines()).contains(DELETED);
    assertThat(result.status()).isEqualTo(1);
    assertThat(cluster.namespaceIsThere()).isFalse();
  }

  @Test
  void theNamespaceGoesUponASignalToo() throws Exception {
    cluster.answers("0|get job/first-model|");
    Process running = cluster.start("--context", "c1");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> cluster.calls().stream().anyMatch(call -> call.startsWith("get job/first")));
    assertThat(cluster.namespaceIsThere()).isTrue();
    running.destroy();
    Result result = cluster.result(running);
    assertThat(result.status()).isEqualTo(143);
    assertThat(result.lines()).last().isEqualTo(DELETED);
    assertThat(cluster.namespaceIsThere()).isFalse();
    assertThat(cluster.leftovers()).isEmpty();
  }

  @Test
  void aNamespaceThatIsThereAlreadyIsNobodysToDelete() throws Exception {
    cluster.hasNamespace();
    Result result = cluster.run("--context", "c1");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.lines())
        .containsExactly(
            "e2e: namespace digitgan-e2e exists already, and would be deleted; name another by"
                + " --namespace");
    assertThat(cluster.calls()).hasSize(1);
  }

  @Test
  void aClusterThatDoesNotAnswerIsSaid() throws Exception {
    cluster.answers("1|get namespace|");
    Result result = cluster.run("--context", "c1");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.lines())
        .singleElement()
        .asString()
        .startsWith("FAIL the cluster of context c1");
  }

  @Test
  void whatIsKeptIsNotDeleted() throws Exception {
    Result result = cluster.run("--context", "c1", "--keep");
    assertThat(result.status()).isZero();
    assertThat(cluster.namespaceIsThere()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "--context", "--context c1 --calls none", "--context c1 --timeout 5m", "--x"})
  void whatIsNotUnderstoodIsTwo(String options) throws Exception {
    Result result = cluster.run(options.isEmpty() ? new String[0] : options.split(" ", -1));
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.lines()).singleElement().asString().startsWith("e2e: ");
    assertThat(cluster.calls()).isEmpty();
  }

  @Test
  void allOfItIsInANamespaceOfItsOwnAndOfTheImagesThatAreNamed() throws Exception {
    cluster.rendersBy(Tool.orSkip("kubectl"));
    Result result = cluster.run("--context", "c1", "--registry", "r.test/d", "--tag", "7");
    assertThat(result.lines()).contains("ok applied, without a warning");
    List<JsonNode> objects = Manifests.documents(cluster.rendered());
    assertThat(objects).hasSizeGreaterThan(20);
    for (JsonNode object : objects) {
      boolean isNamespace = Manifests.kindOf(object).equals("Namespace");
      JsonNode metadata = object.path("metadata");
      assertThat(metadata.path(isNamespace ? "name" : "namespace").asString(""))
          .as(Manifests.describe(object))
          .isEqualTo("digitgan-e2e");
    }
    List<PodTemplate> own =
        new Manifests("e2e", objects)
            .pods().stream().filter(pod -> !pod.owner().equals("StatefulSet store")).toList();
    assertThat(own)
        .extracting(pod -> pod.container().path("image").asString(""))
        .hasSize(6)
        .allMatch(image -> image.matches("r\\.test/d/[a-z-]+:7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"e2e", "pipeline/retrain", "images/base.sh", "images/runtime.sh"})
  void shellCheckFindsNothing(String script) {
    Tool.Outcome outcome =
        Tool.orSkip("shellcheck")
            .run("--severity=warning", Manifests.HOME.resolve(script).toString());
    assertThat(outcome.status()).as(outcome.output()).isZero();
  }
}
