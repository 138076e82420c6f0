package dev.digitgan.trainer.publish;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.publish.GeneratorJudge.Judgement;
import dev.digitgan.trainer.quality.GeneratorSamples;
import dev.digitgan.trainer.quality.report.NeighbourSheet;
import dev.digitgan.trainer.run.Isolation;
import dev.digitgan.trainer.run.RunProgress;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Draws a version's samples, each next to its nearest training image, and gives the PNG to {@code
 * sheets} when the version is published. Leaves the judgement to another judge.
 */
public final class NeighbourSheetJudge implements GeneratorJudge {
  private static final String SHEET = "the sheet of nearest training images";

  private final Isolation isolation = new Isolation();
  private final GeneratorJudge other;
  private final DigitSet training;
  private final Consumer<byte[]> sheets;
  private byte @Nullable [] sheet;

  public NeighbourSheetJudge(GeneratorJudge other, DigitSet training, Consumer<byte[]> sheets) {
    this.other = other;
    this.training = training;
    this.sheets = sheets;
  }

  @Override
  public Judgement of(GeneratorModel model, RunProgress progress) throws IOException {
    GeneratorSamples samples = new GeneratorSamples("step " + progress.step(), model);
    sheet = null;
    isolation.run(SHEET, () -> sheet = NeighbourSheet.png(samples, training));
    return other.of(model, progress);
  }

  @Override
  public void published(Manifest manifest) {
    byte[] drawn = sheet;
    sheet = null;
    if (drawn != null) {
      isolation.run(SHEET, () -> sheets.accept(drawn));
    }
    other.published(manifest);
  }
}
