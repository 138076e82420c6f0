package dev.digitgan.trainer.publish;

import dev.digitgan.checkpoint.evaluator.Evaluator;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.trainer.publish.GeneratorJudge.Judgement;
import dev.digitgan.trainer.quality.EvaluationSetup;
import dev.digitgan.trainer.quality.EvaluationSize;
import dev.digitgan.trainer.quality.GeneratorSamples;
import dev.digitgan.trainer.quality.QualityReport;
import dev.digitgan.trainer.quality.RealImages;
import dev.digitgan.trainer.quality.gate.GateTrial;
import dev.digitgan.trainer.quality.gate.GateTrial.DataSetRule;
import dev.digitgan.trainer.quality.report.ReportText;
import dev.digitgan.trainer.run.RunProgress;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges each version of a run before it is published. The first judgement loads the classifier and
 * measures the real images; {@link #close} frees them.
 */
public final class PublishJudge implements GeneratorJudge, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PublishJudge.class);
  private static final int THREADS = 1;

  private final RealImages images;
  private final Evaluator evaluator;
  private final EvaluationSize size;
  private final @Nullable GateAtPublish gate;
  private final DataSetRule rule;
  private final BooleanSupplier stopRequested;
  private @Nullable EvaluationSetup setup;
  private @Nullable GateTrial trial;

  /**
   * @param gate null to publish all versions
   * @param stopRequested whether the run must stop, which leaves no time to judge
   */
  public PublishJudge(
      RealImages images,
      Evaluator evaluator,
      EvaluationSize size,
      @Nullable GateAtPublish gate,
      DataSetRule rule,
      BooleanSupplier stopRequested) {
    this.images = images;
    this.evaluator = evaluator;
    this.size = size;
    this.gate = gate;
    this.rule = rule;
    this.stopRequested = stopRequested;
  }

  @Override
  public Judgement of(GeneratorModel model, RunProgress progress) throws IOException {
    if (stopRequested.getAsBoolean()) {
      return unjudged(progress, "the run was asked to stop, and there is no time for it");
    }
    GeneratorSamples samples = new GeneratorSamples("step " + progress.step(), model);
    try {
      return gate == null ? judged(samples) : gate.judge(trial(samples), samples);
    } catch (RuntimeException e) {
      log.error("could not judge the samples after step {}", progress.step(), e);
      return unjudged(progress, "its samples could not be judged: " + e.getMessage());
    }
  }

  private Judgement unjudged(RunProgress progress, String reason) {
    if (gate != null) {
      return Judgement.heldBack(reason);
    }
    log.info("not evaluated after step {}: {}", progress.step(), reason);
    return Judgement.NONE;
  }

  private Judgement judged(GeneratorSamples samples) {
    EvaluationSetup ready = setup(samples);
    long began = System.nanoTime();
    QualityReport report = ready.judge().judge(samples);
    log.info(
        "{}, judged in {} s: {}",
        samples.name(),
        EvaluationSetup.seconds(began),
        ReportText.oneLine(report));
    report.remarks().forEach(remark -> log.warn("{}: {}", samples.name(), remark));
    return new Judgement(report.metrics(), report.classifier().toString(), report.sampleAlarms());
  }

  private GateTrial trial(GeneratorSamples samples) {
    if (trial == null) {
      trial = new GateTrial(setup(samples).judge(), rule);
    }
    return trial;
  }

  private EvaluationSetup setup(GeneratorSamples samples) {
    if (setup == null) {
      setup = EvaluationSetup.of(evaluator, images, size, samples.channels(), THREADS);
    }
    return setup;
  }

  @Override
  public void published(Manifest manifest) {
    if (gate != null) {
      gate.published(manifest);
    }
  }

  @Override
  public void close() {
    if (setup != null) {
      setup.close();
    }
  }
}
