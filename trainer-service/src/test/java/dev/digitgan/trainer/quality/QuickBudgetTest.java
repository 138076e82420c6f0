package dev.digitgan.trainer.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.Device;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.Precision;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.trainer.data.DataRequest;
import dev.digitgan.trainer.data.DataRequest.Fallback;
import dev.digitgan.trainer.data.DataSources;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.quality.NearestImages.Judgement;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.recipe.Recipes;
import dev.digitgan.trainer.run.RunFixture;
import dev.digitgan.trainer.run.RunPlan;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the quick start's budget makes of real MNIST, by a number. About three minutes. */
@Tag("long")
final class QuickBudgetTest {
  private static final Logger log = LoggerFactory.getLogger(QuickBudgetTest.class);
  private static final int STEPS = 1_500;
  private static final int JUDGED = 500;

  @Test
  void samplesAreNearerToDigitsThanToNoise(@TempDir Path directory) throws Exception {
    String data = System.getenv("DIGITGAN_DATA");
    assumeThat(data).as("DIGITGAN_DATA names no folder of MNIST: skipped").isNotNull();
    DataRequest request = DataRequest.of(data, () -> directory, Fallback.NONE);
    DigitSet train = DataSources.standard().load(request, Split.TRAIN);
    DigitSet test = DataSources.standard().load(request, Split.TEST);

    byte[] samples = trainAndSample(train, directory);
    byte[] real = new byte[JUDGED * test.imageBytes()];
    for (int i = 0; i < JUDGED; i++) {
      test.copyImage(i, real, i * test.imageBytes());
    }
    NearestImages nearest = new NearestImages(train.slice(0, 20_000));
    Figures ofReal = figures("test images", nearest.judge(real, test.imageBytes()));
    Figures ofSamples = figures("samples", nearest.judge(samples, test.imageBytes()));
    Figures ofNoise =
        figures(
            "the samples' pixels, shuffled",
            nearest.judge(shuffled(samples, test.imageBytes()), test.imageBytes()));

    // Most of the way from noise to real digits. (Noise is nearest to ones, whatever it is of.)
    assertThat(ofNoise.distance - ofSamples.distance)
        .isGreaterThan(0.6 * (ofNoise.distance - ofReal.distance));
    assertThat(ofSamples.confidence).isGreaterThan(0.8 * ofReal.confidence);
    assertThat(Arrays.stream(ofSamples.shares).min().orElseThrow()).isGreaterThan(0.01);
    assertThat(Arrays.stream(ofSamples.shares).max().orElseThrow()).isLessThan(0.3);
  }

  private static byte[] trainAndSample(DigitSet train, Path directory) throws Exception {
    EngineSettings.ONE_THREAD.apply();
    EngineSettings.ONE_THREAD.prepareTrainingThread();
    Recipe recipe = Recipes.named("conv-ns");
    RunPlan plan =
        new RunPlan(
            "quick",
            recipe,
            1,
            1,
            Optional.of(STEPS * recipe.game().batchSize()),
            1,
            Optional.empty());
    try (ObjectStore store = new DirectoryStore(directory)) {
      try {
        new RunFixture(store, train).train(plan, () -> false);
      } finally {
        EngineSettings.ONE_THREAD.prepareInferenceThread();
      }
      CheckpointReader reader = new CheckpointReader(store, RunFixture.KEYS);
      try (GeneratorModel model =
          reader.load(reader.latest().orElseThrow()).newModel(Device.cpu(), Precision.FLOAT32)) {
        return model.sample(7, 0, JUDGED);
      }
    }
  }

  /** Each image's own pixels in random places. */
  private static byte[] shuffled(byte[] pixels, int imageBytes) {
    byte[] shuffled = pixels.clone();
    RandomStream random = new RandomStream(1, Domain.DATA_ORDER, 0);
    for (int image = 0; image < pixels.length; image += imageBytes) {
      for (int i = imageBytes - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        byte swapped = shuffled[image + i];
        shuffled[image + i] = shuffled[image + j];
        shuffled[image + j] = swapped;
      }
    }
    return shuffled;
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Figures(double confidence, double distance, double[] shares) {}

  private static Figures figures(String what, Judgement[] judgements) {
    double confidence =
        Arrays.stream(judgements).mapToDouble(Judgement::confidence).average().orElseThrow();
    double[] distances =
        Arrays.stream(judgements).mapToDouble(Judgement::distance).sorted().toArray();
    double[] shares = new double[DigitSet.CLASSES];
    for (Judgement judgement : judgements) {
      shares[judgement.label()] += 1.0 / judgements.length;
    }
    double median = distances[distances.length / 2];
    log.info(
        "{}: {}",
        what,
        String.format(
            Locale.ROOT,
            "mean share of the 10 nearest that agree %.3f, median distance to the nearest %.2f, shares %s",
            confidence,
            median,
            Arrays.toString(
                Arrays.stream(shares).map(share -> Math.round(share * 100) / 100.0).toArray())));
    return new Figures(confidence, median, shares);
  }
}
