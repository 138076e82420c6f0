package dev.digitgan.trainer.quality.gate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.trainer.data.DataException;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.quality.Corruptions;
import dev.digitgan.trainer.quality.EvaluationSize;
import dev.digitgan.trainer.quality.Mnist;
import dev.digitgan.trainer.quality.RealImages;
import dev.digitgan.trainer.quality.SampleEvaluation;
import dev.digitgan.trainer.quality.SampleSource;
import dev.digitgan.trainer.quality.classifier.DigitClassifier;
import dev.digitgan.trainer.quality.classifier.GreyImages;
import dev.digitgan.trainer.quality.classifier.ShippedClassifier;
import dev.digitgan.trainer.quality.gate.GateTrial.Contestant;
import dev.digitgan.trainer.quality.gate.GateTrial.DataSetRule;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gate's judgements on MNIST. The champion draws half of MNIST's training images, a tenth of
 * what it draws averages of two; the others draw what makes them better or worse. The reference's
 * train images are the other half, so that none is a copy.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GateTrialTest {
  private static final Logger log = LoggerFactory.getLogger(GateTrialTest.class);
  private static final EvaluationSize SIZE = new EvaluationSize(5_000, 5, 2_000, 3, 1_000, 0);

  private final DigitClassifier classifier;
  private final SampleEvaluation evaluation;
  private final GateTrial trial;
  private final GreyImages drawnFrom;
  private final Contestant champion;

  GateTrialTest() throws DataException {
    DigitSet train = Mnist.load(Split.TRAIN);
    RealImages images =
        new RealImages(train.slice(0, 25_000), train.heldOut(), Mnist.load(Split.TEST));
    drawnFrom = GreyImages.of(train.slice(25_000, 60_000));
    EngineSettings.ONE_THREAD.apply();
    EngineSettings.ONE_THREAD.prepareInferenceThread();
    classifier = DigitClassifier.create(ShippedClassifier.load(), Device.cpu());
    evaluation = SampleEvaluation.of(images, classifier, SIZE, 1);
    trial = new GateTrial(evaluation, DataSetRule.SAME);
    champion = contestant("champion", Corruptions::averagedTenth);
  }

  @AfterAll
  void close() {
    classifier.close();
  }

  /** Draws at random, by the draw's number alone, and then does {@code then} to it. */
  private Contestant contestant(String name, UnaryOperator<GreyImages> then) {
    return new Contestant(new Drawn(name, drawnFrom, then), "sha256:mnist");
  }

  private record Drawn(String name, GreyImages from, UnaryOperator<GreyImages> then)
      implements SampleSource {
    @Override
    public int draws(int count) {
      return Integer.MAX_VALUE;
    }

    @Override
    public GreyImages draw(int draw, int count) {
      int[] chosen = new Random(draw).ints(count, 0, from.count()).toArray();
      return then.apply(from.select(chosen));
    }
  }

  private GateJudgement hold(Contestant candidate) {
    GateJudgement judgement = trial.hold(candidate, champion).judgement();
    log.info(
        "{}: {}; against {}; for {}",
        candidate.samples().name(),
        judgement.passed() ? "passes" : "does not pass",
        judgement.objections(),
        judgement.findings());
    return judgement;
  }

  @Test
  void aCopyPasses() {
    GateJudgement judgement = hold(contestant("a copy", Corruptions::averagedTenth));
    assertThat(judgement.objections()).isEmpty();
    assertThat(judgement.findings()).hasSize(3);
  }

  @Test
  void aBetterModelPasses() {
    GateJudgement judgement = hold(contestant("a better one", samples -> samples));
    assertThat(judgement.objections()).isEmpty();
    assertThat(judgement.metrics())
        .hasEntrySatisfying(
            "gate_frechet_distance_difference",
            difference -> assertThat(difference.getHigh()).isNegative());
  }

  @Test
  void aBlurredModelDoesNotPass() {
    GateJudgement judgement =
        hold(contestant("a blurred one", samples -> Corruptions.blurred(samples, 28)));
    assertThat(judgement.objections()).anyMatch(reason -> reason.startsWith("Fréchet distance"));
  }

  @Test
  void aCollapsedModelDoesNotPass() {
    GateJudgement judgement =
        hold(contestant("a collapsed one", samples -> Corruptions.repeated(samples, 100)));
    assertThat(judgement.objections())
        .anyMatch(reason -> reason.startsWith("few images again and again"))
        .anyMatch(reason -> reason.startsWith("recall"));
  }

  @Test
  void anotherDataSetIsAnObjectionUnlessItIsAllowed() {
    Contestant other =
        new Contestant(contestant("elsewhere", samples -> samples).samples(), "sha256:other");
    assertThat(hold(other).objections())
        .containsExactly(
            "it was trained on other images (sha256:other) than the champion (sha256:mnist)");
    GateTrial anyData = new GateTrial(evaluation, DataSetRule.ANY);
    assertThat(anyData.hold(other, champion).judgement().passed()).isTrue();
  }
}
