package dev.digitgan.trainer;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.evaluation.GeneratorSamples;
import dev.digitgan.trainer.evaluation.report.NeighbourSheet;
import dev.digitgan.trainer.publish.Appraisal;
import dev.digitgan.trainer.publish.Opinion;
import dev.digitgan.trainer.report.RunFolder;
import dev.digitgan.trainer.run.RunProgress;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Leaves in the run's folder what of a version no figure tells: its samples, each beside the
 * training image nearest to it. Has the opinion of another.
 */
final class NeighbourAppraisal implements Appraisal {
  private final Appraisal other;
  private final DigitSet training;
  private final RunFolder folder;
  private byte @Nullable [] sheet;

  NeighbourAppraisal(Appraisal other, DigitSet training, RunFolder folder) {
    this.other = other;
    this.training = training;
    this.folder = folder;
  }

  @Override
  public Opinion of(GeneratorModel model, RunProgress progress) throws IOException {
    GeneratorSamples samples = new GeneratorSamples("step " + progress.step(), model);
    sheet = NeighbourSheet.png(samples, training);
    return other.of(model, progress);
  }

  @Override
  public void published(Manifest manifest) {
    if (sheet != null) {
      folder.nearest(sheet);
      sheet = null;
    }
    other.published(manifest);
  }
}
