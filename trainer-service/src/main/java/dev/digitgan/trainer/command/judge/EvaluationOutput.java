package dev.digitgan.trainer.command.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.digitgan.image.ImageShape;
import dev.digitgan.image.PngImages;
import dev.digitgan.trainer.command.options.OptionValues;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.quality.QualityReport;
import dev.digitgan.trainer.quality.SampleJudge;
import dev.digitgan.trainer.quality.SampleSource;
import dev.digitgan.trainer.quality.classifier.GreyImages;
import dev.digitgan.trainer.quality.report.NeighbourSheet;
import dev.digitgan.trainer.quality.report.ReportJson;
import dev.digitgan.trainer.quality.report.ReportTable;
import dev.digitgan.trainer.quality.report.ReportText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges samples one after the other, and prints and writes the reports. For one thread. */
final class EvaluationOutput {
  private static final int SHEET_IMAGES = 100;
  private static final int SHEET_COLUMNS = 10;

  private final SampleJudge judge;
  private final int threads;
  private final PrintWriter out;
  private final Optional<Path> folder;
  private final List<ReportTable.Column> columns = new ArrayList<>();

  EvaluationOutput(SampleJudge judge, int threads, PrintWriter out, Optional<Path> folder) {
    this.judge = judge;
    this.threads = threads;
    this.out = out;
    this.folder = folder;
  }

  /** A source of samples, with its name in tables and its folder below the common one. */
  record Subject(String title, String folder, int channels) {}

  void begin() {
    say(ReportText.real(judge));
  }

  /** Throws IllegalArgumentException if {@code samples} cannot be judged. */
  void judge(Subject subject, SampleSource samples) {
    QualityReport report = judge.judge(samples);
    say(ReportText.samples(report));
    columns.add(new ReportTable.Column(subject.title(), report));
    folder.ifPresent(common -> write(common.resolve(subject.folder()), subject, samples, report));
  }

  private void write(Path into, Subject subject, SampleSource samples, QualityReport report) {
    DigitSet training = judge.images().train();
    OptionValues.write(into, "report.json", ReportJson.text(ReportJson.of(report)).getBytes(UTF_8));
    GreyImages drawn = samples.draw(0, judge.size().samples());
    ImageShape shape = new ImageShape(subject.channels(), training.height(), training.width());
    OptionValues.write(into, "samples.png", sheet(drawn, shape));
    if (subject.channels() == 1) {
      OptionValues.write(into, "nearest.png", NeighbourSheet.png(drawn, training, threads));
    }
  }

  private static byte[] sheet(GreyImages drawn, ImageShape shape) {
    int count = Math.min(SHEET_IMAGES, drawn.count());
    byte[] pixels = new byte[count * shape.bytes()];
    for (int i = 0; i < count; i++) {
      drawn.copyImage(i, pixels, i * shape.bytes());
    }
    return PngImages.sheet(pixels, count, SHEET_COLUMNS, shape);
  }

  /** Writes all figures as one table. */
  void end() {
    folder.ifPresent(
        common ->
            OptionValues.write(common, "figures.md", ReportTable.text(columns).getBytes(UTF_8)));
  }

  private void say(String text) {
    out.print(text);
    out.flush();
  }
}
