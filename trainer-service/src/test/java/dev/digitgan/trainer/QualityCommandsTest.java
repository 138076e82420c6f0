package dev.digitgan.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.digitgan.checkpoint.Channels;
import dev.digitgan.checkpoint.CheckpointKeys;
import dev.digitgan.checkpoint.CheckpointReader;
import dev.digitgan.checkpoint.Evaluations;
import dev.digitgan.checkpoint.Version;
import dev.digitgan.checkpoint.v1.Evaluation;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.trainer.data.EmbeddedDigits;
import dev.digitgan.trainer.data.IdxBytes;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.evaluation.classifier.ShippedClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quality by the command line, on a thousand digits of our own strokes. */
final class QualityCommandsTest {
  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");

  private final Path directory;
  private final Path data;
  private final ObjectStore store;
  private final CheckpointReader reader;
  private final Channels channels;
  private String out = "";
  private String err = "";
  private List<String> errors = List.of();

  QualityCommandsTest(@TempDir Path directory) {
    this.directory = directory;
    data = directory.resolve("data");
    store = new DirectoryStore(directory.resolve("store"));
    reader = new CheckpointReader(store, KEYS);
    channels = new Channels(store, KEYS, Clock.systemUTC());
  }

  @BeforeEach
  void writeData() throws IOException {
    IdxBytes.write(
        data,
        EmbeddedDigits.draw(1, Split.TRAIN, 1_200),
        EmbeddedDigits.draw(1, Split.TEST, 1_000));
  }

  @AfterEach
  void gradientsOff() {
    EngineSettings.ONE_THREAD.prepareInferenceThread();
  }

  @Test
  void realImagesStandBesideThemselves() throws IOException {
    Path samples = directory.resolve("samples");
    Files.write(samples, IdxBytes.images(EmbeddedDigits.draw(2, Split.TRAIN, 1_000)));
    Path report = directory.resolve("report");
    assertThat(evaluate("--samples", samples.toString(), "--out", report.toString()))
        .as(err)
        .isZero();
    assertThat(out)
        .containsSubsequence(
            "real images: data; 1000 of the 1000 to train on at a time against the 1000 to test by",
            "frechet distance",
            samples + ", by the classifier " + ShippedClassifier.load().digest(),
            "frechet distance",
            " to ");
    assertThat(report.resolve("report.json"))
        .content()
        .contains("\"classifier\": \"" + ShippedClassifier.load().digest() + "\"")
        .contains("\"frechet_distance\": {")
        .contains("\"digit\": 9,");
    assertThat(report.resolve("nearest.png")).isNotEmptyFile();
    assertThat(report.resolve("samples.png")).isNotEmptyFile();
    assertThat(report.resolve("figures.md"))
        .content()
        .startsWith("|  | real | " + samples + " |\n| --- | --- | --- |\n| frechet distance | ")
        .contains("\n| the same × real | 1 | ", "\n| class kl | ");
  }

  @Test
  void aVersionCarriesWhatItWasFoundToBe() throws Exception {
    assertThat(train("--evaluate", "quick")).as(err).isZero();
    Manifest manifest = reader.manifest(Version.FIRST);
    assertThat(manifest.getEvaluator()).isEqualTo(ShippedClassifier.load().digest().toString());
    Metric distance = manifest.getMetricsOrThrow("frechet_distance");
    assertThat(distance.getValue()).isBetween(distance.getLow(), distance.getHigh());
    assertThat(distance.getValue())
        .isGreaterThan(10 * manifest.getMetricsOrThrow("real_frechet_distance").getValue());
    assertThat(manifest.hasGate()).isFalse();
    assertThat(
            IntStream.range(0, 10)
                .mapToDouble(i -> manifest.getMetricsOrThrow("class_share_" + i).getValue())
                .sum())
        .isCloseTo(1, within(1e-9));
    assertThat(manifest.getMetricsOrThrow("real_class_share_3").getValue())
        .isCloseTo(0.1, within(0.03));

    // And can be laid beside others.
    Path compared = directory.resolve("compared");
    CommandRun compare = compare("--out", compared.toString());
    assertThat(compare.status()).as(compare.err()).isZero();
    assertThat(compare.out()).contains("| run | recipe | seed |", "× real");
    assertThat(compared.resolve("runs.md")).hasContent(compare.out());
    assertThat(compared.resolve("quality.svg")).content().contains("core-minutes of training");
    assertThat(compare("nobody-").errors())
        .containsExactly("error: there is no version of runs nobody- in the store");

    // And trains as if nobody had looked.
    assertThat(execute("replay", "--version", "1")).as(err).isZero();
    assertThat(evaluate("--version", "1")).as(err).isZero();
    assertThat(out).contains("version 1 of digits (sha256:");
  }

  @Test
  void whatDoesNotPassIsNotPublished() throws Exception {
    assertThat(train("--publish-gated")).as(err).isEqualTo(ExitStatus.NOT_PASSED);
    assertThat(reader.versions()).isEmpty();
    assertThat(channels.read("stable")).isEmpty();
  }

  @Test
  void theGateRecordsWhatItFoundAndLeavesTheChannel() throws Exception {
    assertThat(train("--evaluate", "none")).as(err).isZero();
    assertThat(reader.manifest(Version.FIRST).getEvaluator()).isEmpty();
    Path verdict = directory.resolve("verdict.json");
    assertThat(execute("gate", "--candidate", "latest", "--out", verdict.toString()))
        .as(err)
        .isEqualTo(ExitStatus.NOT_PASSED);
    assertThat(out).contains("version 1 of digits").contains("does not pass");
    assertThat(verdict).content().contains("\"passed\": false").contains("\"candidate\": {");
    assertThat(channels.read("stable")).isEmpty();
    Evaluation evaluation =
        new Evaluations(store, KEYS)
            .read(Version.FIRST, ShippedClassifier.load().digest())
            .orElseThrow();
    assertThat(evaluation.getGate().getPassed()).isFalse();
    assertThat(evaluation.getGate().getReasonsList()).isNotEmpty();
    assertThat(evaluation.getMetricsMap()).containsKey("frechet_distance");
  }

  @Test
  void theGateHasNoRuleForStackedDigits() {
    assertThat(train("--recipe", "pac2-stacked", "--publish-gated")).isEqualTo(FAILED);
    assertThat(errors)
        .singleElement()
        .asString()
        .contains("--publish-gated: the images are 3x28x28");
    assertThat(train("--recipe", "pac2-stacked", "--evaluate", "none")).as(err).isZero();
    assertThat(execute("gate", "--candidate", "latest")).isEqualTo(FAILED);
    assertThat(errors)
        .singleElement()
        .asString()
        .contains("--candidate: version 1 of digits", "draws images of 3 channels");
    assertThat(trainRun(List.of("--run", "grey", "--evaluate", "none"))).as(err).isZero();
    assertThat(evaluate("--version", "1", "2")).isEqualTo(FAILED);
    assertThat(errors)
        .containsExactly(
            "error: --version: images of version 1 have 3 channel(s), those of version 2 1; judge"
                + " them one at a time");
  }

  @Test
  void theBestOfSeveralRunsIsTheOneWithTheLeastDistance() throws Exception {
    Map<Version, Double> distances = new HashMap<>();
    for (long number = 1; number <= 3; number++) {
      assertThat(trainSeed("seeds-" + number, number)).as(err).isZero();
      Version version = new Version(number);
      distances.put(
          version, reader.manifest(version).getMetricsOrThrow("frechet_distance").getValue());
    }
    assertThat(trainSeed("other-1", 4)).as(err).isZero();
    Version best = Collections.min(distances.entrySet(), Map.Entry.comparingByValue()).getKey();

    TrainerStore trainerStore = new TrainerStore(store, KEYS, Optional.empty());
    assertThat(new VersionChoice("best:seeds-").in(trainerStore)).contains(best);
    assertThat(new VersionChoice("best:seeds-2").in(trainerStore)).contains(new Version(2));
    assertThat(new VersionChoice("best:other").in(trainerStore)).contains(new Version(4));
    assertThat(new VersionChoice("best:none").in(trainerStore)).isEmpty();
    assertThat(execute("gate", "--candidate", "best:seeds-"))
        .as(err)
        .isEqualTo(ExitStatus.NOT_PASSED);
    assertThat(out).contains("version " + best + " of digits");

    // And several stand side by side.
    Path report = directory.resolve("report");
    assertThat(evaluate("--version", "best:seeds-2", "1", "--out", report.toString()))
        .as(err)
        .isZero();
    assertThat(report.resolve("figures.md"))
        .content()
        .startsWith("|  | real | seeds-2, epoch 2 | seeds-1, epoch 2 |");
    assertThat(report.resolve("seeds-1-1/report.json")).isNotEmptyFile();
    assertThat(report.resolve("seeds-2-2/samples.png")).isNotEmptyFile();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "evaluate --version 3|--version 3: manifest: no object models/digits/versions/00000003.json",
        "evaluate --version latest|--version latest: there is no such version of digits in",
        "evaluate --version channel:stable|--version channel:stable: there is no such version",
        "evaluate --samples missing.npy|--samples: missing.npy: cannot be read",
        "evaluate --samples missing.npy --threads 0|--threads: 0 is less than 1",
        "gate --candidate 1|--candidate 1: manifest: no object",
        "gate --candidate 1 --channel latest|--channel: latest is the newest version",
        "gate --candidate 1 --channel a/b|--channel: 'a/b' is no channel",
        "train-classifier --epochs 0|epochs is 0, less than 1",
        "train-classifier --train-images 1200|--train-images: the last 200 of 1200 images are held",
      })
  void whatCannotBeDoneIsNamedInOneLine(String arguments, String message) {
    assertThat(execute(arguments.split(" "))).isEqualTo(FAILED);
    assertThat(errors).singleElement().asString().contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "evaluate|Missing required argument",
        "evaluate --version 1 --samples x|mutually exclusive",
        "evaluate --version first|'first' is no version: a number, latest, channel:NAME or best:RUNS",
        "evaluate --version 1 --level some|Invalid value for option '--level'",
        "gate|Missing required option: '--candidate",
        "train --evaluate some|Invalid value for option '--evaluate'",
      })
  void whatIsNotUnderstoodIsNamedInOneLine(String arguments, String message) {
    assertThat(execute(arguments.split(" "))).isEqualTo(WRONG_USE);
    assertThat(errors).singleElement().asString().contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sha256:12|--classifier: '12' is no SHA-256",
        "classifier.bin|--classifier: 'classifier.bin' is neither sha256:... nor a file NAME",
        "missing.safetensors|--classifier: java.nio.file.NoSuchFileException: missing.json",
        "sha256:0000000000000000000000000000000000000000000000000000000000000000|classifier: no object",
      })
  void aClassifierThatIsNotThereIsNamed(String classifier, String message) throws IOException {
    Path samples = directory.resolve("samples");
    Files.write(samples, IdxBytes.images(EmbeddedDigits.draw(2, Split.TRAIN, 1_000)));
    assertThat(evaluate("--samples", samples.toString(), "--classifier", classifier))
        .isEqualTo(FAILED);
    assertThat(errors).singleElement().asString().contains(message);
  }

  @Test
  void aNewClassifierJudgesUnderItsOwnName() throws IOException {
    Path made = directory.resolve("mine");
    assertThat(execute("train-classifier", "--epochs", "1", "--keep", "--out", made.toString()))
        .as(err)
        .isZero();
    assertThat(out).contains("% of the test images; in " + made + ".safetensors");
    String digest = out.replaceAll("(?s)classifier (sha256:[0-9a-f]{64}):.*", "$1");
    Path samples = directory.resolve("samples");
    Files.write(samples, IdxBytes.images(EmbeddedDigits.draw(2, Split.TRAIN, 1_000)));
    for (String named : List.of(digest, made + ".safetensors")) {
      assertThat(evaluate("--samples", samples.toString(), "--classifier", named)).as(err).isZero();
      assertThat(out).contains("by the classifier " + digest);
    }
  }

  @Test
  void tooFewImagesAreNamedAndTrainingGoesOnWithoutFigures() throws Exception {
    IdxBytes.write(
        data, EmbeddedDigits.draw(1, Split.TRAIN, 120), EmbeddedDigits.draw(1, Split.TEST, 50));
    assertThat(train("--evaluate", "quick")).as(err).isZero();
    assertThat(reader.manifest(Version.FIRST).getMetricsMap())
        .containsKey("generator_loss")
        .doesNotContainKey("frechet_distance");
    assertThat(train("--publish-gated")).isEqualTo(FAILED);
    assertThat(errors)
        .singleElement()
        .asString()
        .contains(
            "--publish-gated: data has 100 images to train on and 50 to test by; 1000 of each are due");
  }

  private int evaluate(String... arguments) {
    List<String> line = new ArrayList<>(List.of("evaluate", "--level", "quick"));
    line.addAll(List.of(arguments));
    return execute(line.toArray(String[]::new));
  }

  private int train(String... arguments) {
    List<String> line = new ArrayList<>(List.of("--run", "r"));
    line.addAll(List.of(arguments));
    return trainRun(line);
  }

  private int trainSeed(String run, long seed) {
    return trainRun(List.of("--run", run, "--seed", Long.toString(seed), "--evaluate", "quick"));
  }

  private int trainRun(List<String> arguments) {
    List<String> line = new ArrayList<>(TrainerProcess.HEAD);
    if (!arguments.contains("--recipe")) {
      line.addAll(List.of("--recipe", "mlp-gelu"));
    }
    line.addAll(List.of("--batch", "8", "--device", "cpu"));
    line.addAll(List.of("--epoch-images", "8", "--epochs", "2", "--publish-every", "2"));
    line.addAll(List.of("--out", directory.resolve("runs").toString()));
    line.addAll(arguments);
    return execute(line.toArray(String[]::new));
  }

  private CommandRun compare(String... arguments) {
    List<String> line = new ArrayList<>(List.of("compare"));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--store", directory.resolve("store").toString()));
    return CommandRun.of(line);
  }

  private int execute(String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("--store", directory.resolve("store").toString()));
    line.addAll(List.of("--data", data.toString()));
    CommandRun run = CommandRun.of(line);
    out = run.out();
    err = run.err();
    errors = run.errors();
    return run.status();
  }
}
