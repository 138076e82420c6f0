package dev.digitgan.trainer.publish;

import ai.djl.Device;
import ai.djl.pytorch.jni.JniUtils;
import com.google.protobuf.util.Timestamps;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.Safetensors;
import dev.digitgan.checkpoint.run.Fence.FencedException;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.checkpoint.version.CheckpointDraft;
import dev.digitgan.checkpoint.version.GoldenSample;
import dev.digitgan.image.PngImages;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Network;
import dev.digitgan.network.Precision;
import dev.digitgan.network.TileOutput.NonFiniteOutputException;
import dev.digitgan.trainer.game.GameFigures;
import dev.digitgan.trainer.publish.GeneratorJudge.Judgement;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.SampleAlarms;
import dev.digitgan.trainer.run.Isolation;
import dev.digitgan.trainer.run.RunProgress;
import dev.digitgan.trainer.run.VersionPublisher;
import dev.digitgan.trainer.run.VersionPublisher.HeldBackException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Publishes checkpoints of a run's generator. The code that serves draws the sheets, previews and
 * golden samples, from a copy of the published weights. Called in the training thread.
 */
public final class GeneratorPublisher implements VersionPublisher {
  /** A manifest's metric: the processor time of the training so far. */
  public static final String CORE_SECONDS = "training_core_seconds";

  private static final int SHEET_COLUMNS = 10;
  private static final int SHEET_IMAGES = SHEET_COLUMNS * SHEET_COLUMNS;
  private static final long SHEET_SEED = 0;

  private final RunVersions versions;
  private final GeneratorSpec spec;
  private final String engine;
  private final Manifest provenance;
  private final InstantSource clock;
  private final GeneratorJudge judge;
  private final Isolation isolation = new Isolation();

  public GeneratorPublisher(
      RunVersions versions,
      GeneratorSpec spec,
      String engine,
      Manifest provenance,
      InstantSource clock,
      GeneratorJudge judge) {
    this.versions = versions;
    this.spec = spec;
    this.engine = engine;
    this.provenance = provenance;
    this.clock = clock;
    this.judge = judge;
  }

  @Override
  public byte[] sheet(Network generator) throws CheckpointException {
    return drawn(generator, this::sheet);
  }

  private byte[] sheet(GeneratorModel model) throws CheckpointException {
    try {
      byte[] pixels = model.sample(SHEET_SEED, 0, SHEET_IMAGES);
      return PngImages.sheet(pixels, SHEET_IMAGES, SHEET_COLUMNS, spec.shape());
    } catch (NonFiniteOutputException e) {
      throw new CheckpointException.Wrong(String.valueOf(e.getMessage()), e);
    }
  }

  private interface Drawing<T, E extends Exception> {
    T of(GeneratorModel model) throws CheckpointException, E;
  }

  private <T, E extends Exception> T drawn(Network generator, Drawing<T, E> drawing)
      throws CheckpointException, E {
    boolean gradients = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try (GeneratorModel model =
        GeneratorModel.create(spec, Device.cpu(), Precision.FLOAT32, generator.copies())) {
      return drawing.of(model);
    } finally {
      JniUtils.setGradMode(gradients);
    }
  }

  @Override
  public Manifest publish(
      Network generator,
      RunProgress progress,
      Map<String, String> settings,
      Consumer<SampleAlarms> judged)
      throws IOException, CheckpointException, FencedException, HeldBackException {
    GoldenSample golden = drawn(generator, GoldenSample::draw);
    Judgement judgement =
        this.<Judgement, IOException>drawn(generator, model -> judge.of(model, progress));
    judgement.sampleAlarms().ifPresent(judged);
    if (!judgement.publishable()) {
      throw new HeldBackException(judgement.gate().getReasonsList());
    }
    Manifest.Builder manifest =
        judgement
            .addTo(provenance.toBuilder())
            .putAllSettings(settings)
            .setStep(progress.step())
            .setEpoch(progress.epoch())
            .setParent(progress.publishedVersion())
            .setCreateTime(Timestamps.fromMillis(clock.millis()));
    GameFigures figures = progress.figures();
    metric(manifest, CORE_SECONDS, progress.coreSeconds());
    metric(manifest, "discriminator_loss_real", figures.discriminatorLossReal());
    metric(manifest, "discriminator_loss_fake", figures.discriminatorLossFake());
    metric(manifest, "generator_loss", figures.generatorLoss());
    metric(manifest, "discriminator_accuracy_real", figures.discriminatorAccuracyReal());
    metric(manifest, "discriminator_accuracy_fake", figures.discriminatorAccuracyFake());
    Manifest published =
        versions.commit(
            new CheckpointDraft(
                spec,
                engine,
                Safetensors.encode(generator),
                sheet(generator),
                Optional.of(golden),
                manifest.build()));
    isolation.run(judge.getClass().getName(), () -> judge.published(published));
    return published;
  }

  private static void metric(Manifest.Builder manifest, String name, double value) {
    manifest.putMetrics(name, Metric.newBuilder().setValue(value).build());
  }
}
