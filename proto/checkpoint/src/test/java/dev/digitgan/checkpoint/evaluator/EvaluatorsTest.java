package dev.digitgan.checkpoint.evaluator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.HostTensor;
import dev.digitgan.checkpoint.codec.Safetensors;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.v1.Evaluation;
import dev.digitgan.checkpoint.v1.GateVerdict;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.network.Activation;
import dev.digitgan.network.ActivationFunction;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Linear;
import dev.digitgan.network.Reshape;
import dev.digitgan.network.ValueRange;
import dev.digitgan.store.InMemoryStore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Classifiers and what they said, in a store. */
final class EvaluatorsTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");
  private static final EvaluatorSpec SPEC =
      new EvaluatorSpec(
          new LayerStack(
              List.of(
                  Reshape.to(4),
                  new Linear(4, 3),
                  Activation.of(ActivationFunction.RELU),
                  new Linear(3, 2)),
              new Shape(1, 2, 2)),
          3,
          ValueRange.ZERO_TO_ONE);

  private final InMemoryStore store = new InMemoryStore();
  private final Evaluators evaluators = new Evaluators(store, KEYS);
  private final Evaluator evaluator =
      Evaluator.of(
          SPEC,
          weights(),
          dev.digitgan.checkpoint.v1.Evaluator.newBuilder().setTestAccuracy(0.9).build());

  @Test
  void whatIsKeptComesBackWhole() throws Exception {
    assertThat(evaluators.publish(evaluator)).isTrue();
    assertThat(evaluators.publish(evaluator)).isFalse();
    assertThat(evaluators.digests()).containsExactly(evaluator.digest());

    Evaluator loaded = evaluators.load(evaluator.digest());
    assertThat(loaded.spec()).isEqualTo(SPEC);
    assertThat(loaded.record().getTestAccuracy()).isEqualTo(0.9);
    assertThat(loaded.weights()).isEqualTo(weights());
  }

  @Test
  void theDigestNamesTheFunctionAlone() {
    Evaluator lessSure =
        Evaluator.of(SPEC, weights(), dev.digitgan.checkpoint.v1.Evaluator.getDefaultInstance());
    assertThat(lessSure.digest()).isEqualTo(evaluator.digest());
    EvaluatorSpec other = new EvaluatorSpec(SPEC.stack(), 2, SPEC.range());
    assertThat(other.digest(Sha256.of(weights()))).isNotEqualTo(evaluator.digest());
  }

  @Test
  void theBodyAndTheHeadAreTheWhole() {
    assertThat(SPEC.body().outputShape()).isEqualTo(new Shape(3));
    assertThat(SPEC.head().inputShape()).isEqualTo(new Shape(3));
    assertThat(SPEC.head().tensors().keySet().stream().map(SPEC::nameInStack))
        .containsExactly("3.weight", "3.bias");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"schema\": 1|\"schema\": 2|schema is 2; this reader knows 1",
        "\"feature_layers\": 3|\"feature_layers\": 2|digest is sha256:",
        "\"feature_layers\": 3|\"feature_layers\": 9|feature layers is 9 of 4 layers",
        "\"inputs\": 3|\"inputs\": 5|takes",
        "\"size_bytes\"|\"size\"|weights are sha256:",
      })
  void aDescriptionThatIsOfAnotherIsRefused(String found, String put, String message) {
    String description = new String(evaluator.description(), UTF_8);
    assertThat(description).contains(found);
    byte[] changed = description.replace(found, put).getBytes(UTF_8);
    assertThatThrownBy(() -> Evaluator.parse(changed, weights()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("classifier: ")
        .hasMessageContaining(message);
  }

  @Test
  void oneThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> evaluators.load(evaluator.digest()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("classifier: no object models/digits/evaluators/");
  }

  @Test
  void theLatestWordOnAVersionCounts() throws Exception {
    Version version = new Version(7);
    assertThat(evaluators.evaluation(version, evaluator.digest())).isEmpty();
    evaluators.record(evaluation(9));
    evaluators.record(evaluation(5));
    Evaluation read = evaluators.evaluation(version, evaluator.digest()).orElseThrow();
    assertThat(read.getMetricsOrThrow("frechet_distance").getValue()).isEqualTo(5);
    assertThat(read.getGate().getReasonsList()).containsExactly("worse");
    assertThat(evaluators.evaluation(version, Sha256.of(weights()))).isEmpty();
    assertThat(evaluators.evaluation(new Version(8), evaluator.digest())).isEmpty();
  }

  private Evaluation evaluation(double distance) {
    return Evaluation.newBuilder()
        .setVersion(7)
        .setEvaluator(evaluator.digest().toString())
        .putMetrics("frechet_distance", Metric.newBuilder().setValue(distance).build())
        .setGate(GateVerdict.newBuilder().addReasons("worse"))
        .build();
  }

  private static byte[] weights() {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    SPEC.stack()
        .tensors()
        .forEach(
            (name, tensor) -> {
              float[] values = new float[(int) tensor.shape().size()];
              Arrays.fill(values, values.length);
              tensors.put(name, new HostTensor(tensor.shape(), values));
            });
    return Safetensors.encode(tensors);
  }
}
