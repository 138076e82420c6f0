package dev.digitgan.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.digitgan.checkpoint.evaluator.Evaluators;
import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.v1.Evaluation;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.checkpoint.version.Channels;
import dev.digitgan.checkpoint.version.Checkpoint;
import dev.digitgan.checkpoint.version.CheckpointDraft;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.command.ExitStatus;
import dev.digitgan.command.VersionNames;
import dev.digitgan.trainer.command.options.TrainerStore;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.EmbeddedDigits;
import dev.digitgan.trainer.data.IdxBytes;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.quality.classifier.ShippedClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quality by the command line, on a thousand digits of our own strokes. */
final class QualityCommandsTest extends CommandLineTest {
  private static final Version BEST = new Version(3);
  private static final DigitSet TRAIN = EmbeddedDigits.draw(1, Split.TRAIN, 1_200);
  private static final DigitSet TEST = EmbeddedDigits.draw(1, Split.TEST, 1_000);
  private static final DigitSet SAMPLES = EmbeddedDigits.draw(2, Split.TRAIN, 1_000);

  private final Channels channels;

  QualityCommandsTest(@TempDir Path directory) {
    super(directory);
    channels = new Channels(store, KEYS, Clock.systemUTC());
  }

  @BeforeEach
  void writeData() throws IOException {
    IdxBytes.write(data, TRAIN, TEST);
  }

  @Test
  @Tag("ci")
  void realImagesStandBesideThemselves() throws IOException {
    Path samples = directory.resolve("samples");
    Files.write(samples, IdxBytes.images(SAMPLES));
    Path report = directory.resolve("report");
    assertThat(evaluate("--samples", samples.toString(), "--out", report.toString()))
        .as(err)
        .isZero();
    assertThat(out)
        .containsSubsequence(
            "real images: data; draws of 1000 of the 1000 to train on against the 1000 to test"
                + " with",
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
  @Tag("ci")
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
    assertThat(compare("--out", compared.toString())).as(err).isZero();
    assertThat(out).contains("| run | recipe | seed |", "× real");
    assertThat(compared.resolve("runs.md")).hasContent(out);
    assertThat(compared.resolve("quality.svg")).content().contains("core-minutes of training");
    assertThat(compare("nobody-")).isEqualTo(FAILED);
    assertThat(errors).containsExactly("error: there is no version of runs nobody- in the store");

    // And trains as if nobody had looked.
    assertThat(execute("replay", "--version", "1")).as(err).isZero();
    assertThat(evaluate("--version", "1")).as(err).isZero();
    assertThat(out).contains("version 1 of digits (sha256:");
  }

  @Test
  @Tag("ci")
  void whatDoesNotPassIsNotPublished() throws Exception {
    assertThat(train("--publish-gated")).as(err).isEqualTo(ExitStatus.NOT_PASSED);
    assertThat(reader.versions()).isEmpty();
    assertThat(channels.read(new ChannelName("stable"))).isEmpty();
  }

  @Test
  @Tag("ci")
  void theGateRecordsWhatItFoundOfTheBestRunAndLeavesTheChannel() throws Exception {
    publishRuns();
    assertThat(reader.manifest(BEST).getEvaluator()).isEmpty();
    Path verdict = directory.resolve("verdict.json");
    assertThat(execute("gate", "--candidate", "best:seeds-", "--out", verdict.toString()))
        .as(err)
        .isEqualTo(ExitStatus.NOT_PASSED);
    assertThat(out).contains("version " + BEST + " of digits").contains("does not pass");
    assertThat(verdict).content().contains("\"passed\": false").contains("\"candidate\": {");
    assertThat(channels.read(new ChannelName("stable"))).isEmpty();
    Evaluation evaluation =
        new Evaluators(store, KEYS)
            .evaluation(BEST, ShippedClassifier.load().digest())
            .orElseThrow();
    assertThat(evaluation.getGate().getPassed()).isFalse();
    assertThat(evaluation.getGate().getReasonsList()).isNotEmpty();
    assertThat(evaluation.getMetricsMap()).containsKey("frechet_distance");

    // And several versions stand side by side.
    Path report = directory.resolve("report");
    assertThat(evaluate("--version", "best:seeds-", "1", "--out", report.toString()))
        .as(err)
        .isZero();
    assertThat(report.resolve("figures.md"))
        .content()
        .startsWith("|  | real | seeds-2, epoch 2 | r, epoch 2 |");
    assertThat(report.resolve("r-1/report.json")).isNotEmptyFile();
    assertThat(report.resolve("seeds-2-3/samples.png")).isNotEmptyFile();
  }

  @Test
  @Tag("ci")
  void theGateHasNoRuleForStackedDigits() {
    assertThat(train("--recipe", "pac2-stacked", "--publish-gated")).isEqualTo(WRONG_USE);
    assertThat(errors)
        .singleElement()
        .asString()
        .contains("--publish-gated: the images are 3x28x28");
    assertThat(train("--recipe", "pac2-stacked", "--evaluate", "none")).as(err).isZero();
    assertThat(execute("gate", "--candidate", "latest")).isEqualTo(WRONG_USE);
    assertThat(errors)
        .singleElement()
        .asString()
        .contains("--candidate: version 1 of digits", "draws images of 3 channels");
    List<String> unjudged =
        List.of("--recipe", "mlp-gelu", "--epoch-images=8", "--epochs=1", "--evaluate=none");
    assertThat(train("grey", unjudged)).as(err).isZero();
    assertThat(evaluate("--version", "1", "2")).isEqualTo(WRONG_USE);
    assertThat(errors)
        .containsExactly(
            "error: --version: images of version 1 have 3 channel(s), those of version 2 have 1;"
                + " judge them one at a time");
  }

  @Test
  @Tag("ci")
  void theBestOfSeveralRunsIsTheOneWithTheLeastDistance() throws Exception {
    publishRuns();
    TrainerStore trainerStore = new TrainerStore(store, KEYS, Optional.empty());
    assertThat(named("best:seeds-", trainerStore)).contains(BEST);
    assertThat(named("best:seeds-1", trainerStore)).contains(new Version(2));
    assertThat(named("best:other", trainerStore)).contains(new Version(5));
    assertThat(named("best:r", trainerStore)).as("not judged").isEmpty();
    assertThat(named("best:none", trainerStore)).isEmpty();
  }

  private static Optional<Version> named(String text, TrainerStore trainerStore) throws Exception {
    return trainerStore.resolver().find(new VersionNames.OfTrainer().convert(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1|evaluate --version 3|--version 3: manifest: no object"
            + " models/digits/versions/00000003.json",
        "1|evaluate --version latest|--version latest: there is no such version of digits in",
        "1|evaluate --version channel:stable|--version channel:stable: there is no such version",
        "2|evaluate --samples missing.npy|--samples: missing.npy: cannot be read",
        "2|evaluate --samples missing.npy --level none|--level: none evaluates nothing",
        "2|evaluate --samples missing.npy --threads 0|--threads: 0 is less than 1",
        "1|gate --candidate 1|--candidate 1: manifest: no object",
        "2|gate --candidate 1 --channel latest|--channel: 'latest' is always the newest version",
        "2|gate --candidate 1 --channel a/b|--channel: 'a/b' is not a channel",
        "2|train-classifier --epochs 0|epochs is 0, less than 1",
        "2|train-classifier --train-images 1200|--train-images: the last 200 of 1200 images are"
            + " held",
      })
  void whatCannotBeDoneIsNamedInOneLine(int status, String arguments, String message) {
    assertThat(execute(arguments.split(" "))).isEqualTo(status);
    assertThat(errors).singleElement().asString().contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "evaluate|Missing required argument",
        "evaluate --version 1 --samples x|mutually exclusive",
        "evaluate --version first|'first' is not a version: a number, latest, channel:NAME, run:NAME"
            + " (its newest), sha256:DIGEST",
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
        "2|sha256:12|--classifier: '12' is not a SHA-256",
        "2|classifier.bin|--classifier: 'classifier.bin' is neither sha256:... nor a file NAME",
        "2|missing.safetensors|--classifier: java.nio.file.NoSuchFileException: missing.json",
        "1|sha256:0000000000000000000000000000000000000000000000000000000000000000|classifier: no"
            + " object",
      })
  void aClassifierThatIsNotThereIsNamed(int status, String classifier, String message)
      throws IOException {
    Path samples = directory.resolve("samples");
    Files.write(samples, IdxBytes.images(SAMPLES));
    assertThat(evaluate("--samples", samples.toString(), "--classifier", classifier))
        .isEqualTo(status);
    assertThat(errors).singleElement().asString().contains(message);
  }

  @Test
  @Tag("ci")
  void aNewClassifierJudgesUnderItsOwnName() throws IOException {
    Path made = directory.resolve("mine");
    assertThat(execute("train-classifier", "--epochs", "1", "--keep", "--out", made.toString()))
        .as(err)
        .isZero();
    assertThat(out).contains("% of the test images; in " + made + ".safetensors");
    String digest = out.replaceAll("(?s)classifier (sha256:[0-9a-f]{64}):.*", "$1");
    Path samples = directory.resolve("samples");
    Files.write(samples, IdxBytes.images(SAMPLES));
    for (String named : List.of(digest, made + ".safetensors")) {
      assertThat(evaluate("--samples", samples.toString(), "--classifier", named)).as(err).isZero();
      assertThat(out).contains("by the classifier " + digest);
    }
  }

  @Test
  @Tag("ci")
  void tooFewImagesAreNamedAndTrainingGoesOnWithoutFigures() throws Exception {
    IdxBytes.write(
        data, EmbeddedDigits.draw(1, Split.TRAIN, 120), EmbeddedDigits.draw(1, Split.TEST, 50));
    assertThat(train("--evaluate", "quick")).as(err).isZero();
    assertThat(reader.manifest(Version.FIRST).getMetricsMap())
        .containsKey("generator_loss")
        .doesNotContainKey("frechet_distance");
    assertThat(train("--publish-gated")).isEqualTo(WRONG_USE);
    assertThat(errors)
        .singleElement()
        .asString()
        .contains(
            "--publish-gated: data has 100 images to train on and 50 to test with; at least 1000 of"
                + " each are needed");
  }

  private int evaluate(String... arguments) {
    List<String> line = new ArrayList<>(List.of("evaluate", "--level", "quick"));
    line.addAll(List.of(arguments));
    return execute(line.toArray(String[]::new));
  }

  private int train(String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    if (!line.contains("--recipe")) {
      line.addAll(List.of("--recipe", "mlp-gelu"));
    }
    line.addAll(List.of("--epoch-images", "8", "--epochs", "2", "--publish-every", "2"));
    return train("r", line);
  }

  /** Version 1 of run r, which nobody judged, and the same as versions of others that were. */
  private void publishRuns() throws Exception {
    assertThat(train("--evaluate", "none")).as(err).isZero();
    publishAgain("seeds-1", 30);
    assertThat(publishAgain("seeds-2", 20).getVersion()).isEqualTo(BEST.number());
    publishAgain("seeds-3", 40);
    publishAgain("other-1", 10);
  }

  private Manifest publishAgain(String run, double distance) throws Exception {
    Checkpoint trained = reader.load(Version.FIRST);
    String weights = Sha256.parse(trained.manifest().getWeights().getDigest()).hex();
    return new CheckpointPublisher(store, KEYS)
        .publish(
            new CheckpointDraft(
                trained.spec(),
                trained.manifest().getCompat().getEngine(),
                Files.readAllBytes(directory.resolve("store/blobs/sha256").resolve(weights)),
                new byte[] {1},
                trained.golden(),
                trained.manifest().toBuilder()
                    .setRun(run)
                    .putMetrics("frechet_distance", Metric.newBuilder().setValue(distance).build())
                    .build()));
  }

  private int compare(String... arguments) {
    List<String> line = new ArrayList<>(List.of("compare"));
    line.addAll(List.of(arguments));
    return executeOnStore(line);
  }
}
