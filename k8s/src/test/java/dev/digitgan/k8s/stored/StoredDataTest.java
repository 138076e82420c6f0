package dev.digitgan.k8s.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.digitgan.k8s.stored.Program.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A store that an earlier build made is read, served, trained on and judged by as it was. Its
 * README says what is in it.
 */
@Execution(ExecutionMode.CONCURRENT)
@Tag("ci")
final class StoredDataTest {
  private static final long PLAIN = 1;
  private static final long SIGNED = 2;
  private static final long CLASSES = 3;
  private static final long NEWEST = 5;
  private static final int SOMETHING_WRONG = 3;
  private static final int NOT_PASSED = 5;

  /** The classes of the golden sample of the version that has any. */
  private static final int[] GOLDEN_CLASSES = {5, 9, 9, 3, 2, 6, 3, 0, 2, 5, 4, 9, 9, 8, 5, 7};

  @TempDir private Path directory;
  private StoredData data;

  @BeforeEach
  void copy() throws IOException {
    data = StoredData.copy(directory);
  }

  @Test
  void versionsAndChannelsAreListedAsTheyWere() throws Exception {
    requireAtLeast(
        StoredData.recorded("models-list.json"), digitgan("models", "list", "--output", "json"));
    requireAtLeast(
        StoredData.recorded("channels-list.json"),
        digitgan("channels", "list", "--output", "json"));
  }

  @Test
  void everyVersionIsWholeAndOneIsSigned() throws Exception {
    assertThat(verified(0))
        .containsOnlyKeys("1", "2", "3", "4", "5", "stable")
        .doesNotContainValue(false);
    assertThat(verified(SOMETHING_WRONG, "--trusted-keys", StoredData.trustedKey().toString()))
        .isEqualTo(
            Map.of("1", false, "2", true, "3", false, "4", false, "5", false, "stable", false));
  }

  @Test
  void eachKindOfVersionDrawsWhatItDrew() throws Exception {
    try (StoredModels models =
        StoredModels.serve(directory, data, "--follow", "channel:" + StoredData.CHANNEL)) {
      models.requireServed(CLASSES);
      models.requireClasses(CLASSES, GOLDEN_CLASSES);
      move("rollback");
      models.requireServed(SIGNED);
      move("promote", Long.toString(PLAIN));
      models.requireServed(PLAIN);
    }
  }

  @Test
  void onlyWhatIsSignedIsServedWhereThatIsAskedFor() throws Exception {
    try (StoredModels models =
        StoredModels.serve(directory, data, "--trusted-keys", StoredData.trustedKey().toString())) {
      models.requireServed(SIGNED);
      models.requireAlone(SIGNED, PLAIN, CLASSES, NEWEST);
    }
  }

  @Test
  void theRunGoesOnWhereItWasSaved() throws Exception {
    assertThat(data.states("resumable")).containsExactly("000000000103.json");
    Ended train = Program.trainer(directory).run(data, trainArguments());
    if (!machineOfTheRun()) {
      // The numbers would be others: it must be refused by the setting's name.
      assertThat(train.status()).isNotZero();
      assertThat(train.err()).contains("error: ", "device-family cpu-x86_64");
      return;
    }
    train.requireStatus(0);
    JsonObject recorded = StoredData.recorded("continued.json").getAsJsonObject();
    assertThat(data.versions()).hasSize(6).endsWith("00000006.json");
    JsonObject version = data.version(6);
    for (String same :
        List.of("compat", "parent", "run", "step", "epoch", "settings", "data_set")) {
      assertThat(version.get(same)).as(same).isEqualTo(recorded.get(same));
    }
    requireMetrics(recorded, version, "training_core_seconds");
    requireAlike(
        data.blob(version.getAsJsonObject("golden").getAsJsonObject("pixels")),
        StoredData.recordedBytes("continued.pixels"));
    JsonObject state = data.read("runs/resumable/states/000000000200.json");
    assertThat(state.get("owner").getAsInt()).isEqualTo(2);
    assertThat(state.get("published_version").getAsInt()).isEqualTo(6);
    assertThat(state.get("generator_updates").getAsInt()).isEqualTo(200);
  }

  @Test
  void theGateJudgesByTheStoredClassifier() throws Exception {
    JsonObject before = StoredData.recordedEvaluation();
    Path verdict = directory.resolve("verdict.json");
    Program.trainer(directory)
        .run(
            data,
            "gate",
            "--candidate=" + NEWEST,
            "--data=store:strokes",
            "--classifier=" + StoredData.evaluator(),
            "--threads=2",
            "--out=" + verdict)
        .requireStatus(NOT_PASSED);
    assertThat(verdict).isNotEmptyFile();
    JsonObject now = data.evaluation();
    for (String same : List.of("schema", "version", "digest", "evaluator", "data_set")) {
      assertThat(now.get(same)).as(same).isEqualTo(before.get(same));
    }
    assertThat(now.get("create_time")).isNotEqualTo(before.get("create_time"));
    requireMetrics(before, now, "none");
    JsonObject gate = now.getAsJsonObject("gate");
    JsonObject gateBefore = before.getAsJsonObject("gate");
    for (String same : List.of("champion", "champion_digest")) {
      assertThat(gate.get(same)).as(same).isEqualTo(gateBefore.get(same));
    }
    assertThat(gate.getAsJsonArray("reasons")).hasSameSizeAs(gateBefore.getAsJsonArray("reasons"));
    assertThat(data.read("channels/stable.json").get("version").getAsLong()).isEqualTo(CLASSES);
  }

  private static boolean machineOfTheRun() {
    return List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
  }

  private static String[] trainArguments() {
    return new String[] {
      "train",
      "--recipe=" + StoredPlain.NAME,
      "--run=resumable",
      "--data=store:strokes",
      "--seed=4",
      "--epochs=2",
      "--epoch-images=2000",
      "--evaluate=none",
      "--bind=127.0.0.1",
      "--grpc-port=0",
      "--admin-port=0",
      "--http-port=0"
    };
  }

  private JsonArray digitgan(String... arguments) throws Exception {
    return Program.digitgan(directory).run(data, arguments).requireStatus(0).json();
  }

  private void move(String... arguments) throws Exception {
    String[] whole = new String[arguments.length + 2];
    whole[0] = "models";
    System.arraycopy(arguments, 0, whole, 1, arguments.length);
    whole[arguments.length + 1] = "--channel=" + StoredData.CHANNEL;
    Program.digitgan(directory).run(data, whole).requireStatus(0);
  }

  /** Whether each version, and each channel, was found whole. */
  private Map<String, Boolean> verified(int status, String... options) throws Exception {
    String[] whole = new String[options.length + 5];
    List.of("models", "verify", "--all", "--output", "json").toArray(whole);
    System.arraycopy(options, 0, whole, 5, options.length);
    JsonArray all = Program.digitgan(directory).run(data, whole).requireStatus(status).json();
    return StreamSupport.stream(all.spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .collect(
            Collectors.toMap(
                of -> of.get(of.has("version") ? "version" : "channel").getAsString(),
                of -> of.get("ok").getAsBoolean()));
  }

  /** Requires entries as many as before, each with all that it said. */
  private static void requireAtLeast(JsonElement before, JsonArray now) {
    JsonArray entries = before.getAsJsonArray();
    assertThat(now).hasSize(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      assertThat(now.get(i).getAsJsonObject().entrySet())
          .containsAll(entries.get(i).getAsJsonObject().entrySet());
    }
  }

  /** Figures depend on low bits, which are others on another processor: they are near. */
  private static void requireMetrics(JsonObject before, JsonObject now, String unlike) {
    JsonObject metrics = now.getAsJsonObject("metrics");
    before
        .getAsJsonObject("metrics")
        .entrySet()
        .forEach(
            metric -> {
              assertThat(metrics.has(metric.getKey())).as(metric.getKey()).isTrue();
              if (!metric.getKey().equals(unlike)) {
                double was = value(metric.getValue());
                assertThat(value(metrics.get(metric.getKey())))
                    .as(metric.getKey())
                    .isCloseTo(was, offset(0.003 + 0.003 * Math.abs(was)));
              }
            });
  }

  private static double value(JsonElement metric) {
    JsonElement value = metric.getAsJsonObject().get("value");
    return value == null ? 0 : value.getAsDouble();
  }

  /**
   * After many steps low bits may have become grey levels, though not many: with other instructions
   * of the same processor the mean was 0.05, and without the optimisers' moments it is 21.
   */
  private static void requireAlike(byte[] drawn, byte[] before) {
    assertThat(drawn).hasSameSizeAs(before);
    double sum = 0;
    for (int i = 0; i < drawn.length; i++) {
      sum += Math.abs((drawn[i] & 0xFF) - (before[i] & 0xFF));
    }
    assertThat(sum / drawn.length).isLessThan(1);
  }
}
