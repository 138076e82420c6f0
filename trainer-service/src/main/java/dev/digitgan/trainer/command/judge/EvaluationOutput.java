package dev.digitgan.trainer.command.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.digitgan.command.UserErrorException;
import dev.digitgan.image.ImageShape;
import dev.digitgan.image.PngImages;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.quality.QualityReport;
import dev.digitgan.trainer.quality.SampleJudge;
import dev.digitgan.trainer.quality.SampleSource;
import dev.digitgan.trainer.quality.classifier.GreyImages;
import dev.digitgan.trainer.quality.report.NeighbourSheet;
import dev.digitgan.trainer.quality.report.ReportJson;
import dev.digitgan.trainer.quality.report.ReportTable;
import dev.digitgan.trainer.quality.report.ReportText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges samples one after the other, and says and writes what comes of it. For one thread. */
final class EvaluationOutput {
  private static final int SHEET_IMAGES = 100;
  private static final int SHEET_COLUMNS = 10;

  private final SampleJudge judge;
  private final int threads;
  private final PrintWriter out;
  private final Optional<Path> folder;
  private final List<ReportTable.Column> columns = new ArrayList<>();

  /**
   * @param threads that look for nearest images
   * @param folder for files; empty = none are written
   */
  EvaluationOutput(SampleJudge judge, int threads, PrintWriter out, Optional<Path> folder) {
    this.judge = judge;
    this.threads = threads;
    this.out = out;
    this.folder = folder;
  }

  /**
   * Something that is judged.
   *
   * @param title for tables
   * @param folder for its files, below the common one; "" = that one
   * @param channels of its images
   */
  record Subject(String title, String folder, int channels) {}

  /** Says what real images come to. */
  void begin() {
    say(ReportText.real(judge));
  }

  /** {@link IllegalArgumentException} if {@code samples} cannot be judged. */
  void judge(Subject subject, SampleSource samples) {
    QualityReport report = judge.judge(samples);
    say(ReportText.samples(report));
    columns.add(new ReportTable.Column(subject.title(), report));
    folder.ifPresent(common -> write(common.resolve(subject.folder()), subject, samples, report));
  }

  private void write(Path into, Subject subject, SampleSource samples, QualityReport report) {
    DigitSet training = judge.images().train();
    write(into, "report.json", ReportJson.text(ReportJson.of(report)).getBytes(UTF_8));
    GreyImages drawn = samples.draw(0, judge.size().samples());
    ImageShape shape = new ImageShape(subject.channels(), training.height(), training.width());
    write(into, "samples.png", sheet(drawn, shape));
    if (subject.channels() == 1) {
      write(into, "nearest.png", NeighbourSheet.png(drawn, training, threads));
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

  /** Writes the figures of all as one table. */
  void end() {
    folder.ifPresent(
        common -> write(common, "figures.md", ReportTable.text(columns).getBytes(UTF_8)));
  }

  private void say(String text) {
    out.print(text);
    out.flush();
  }

  private static void write(Path folder, String name, byte[] content) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UserErrorException("--out: cannot write to " + folder + ": " + e, e);
    }
  }
}
