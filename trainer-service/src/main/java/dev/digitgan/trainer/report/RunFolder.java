package dev.digitgan.trainer.report;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.file.WholeFile;
import dev.digitgan.trainer.quality.ClassShare;
import dev.digitgan.trainer.quality.Figure;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import dev.digitgan.trainer.run.RunObserver;
import dev.digitgan.trainer.run.RunProgress;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Writes the tables and images of a run's folder; see {@link RunFiles}. If the folder cannot be
 * written to later, that is logged and the run continues. For one thread.
 */
public final class RunFolder implements RunObserver {
  private static final List<String> ALARM_COLUMNS =
      List.of("step", "epoch", "seconds", "kind", "severity", "finding", "advice");

  private static final List<String> VERSION_COLUMNS =
      List.of(
          "version", "step", "epoch", "seconds", "digest", "figure", "value", "low", "high",
          "real");

  private final RunFiles files;
  private AppendedFile history;
  private final AppendedFile versions;
  private final AppendedFile alarms;
  private final double secondsBefore;
  private final long beganAt = System.nanoTime();
  private final Attempts attempts;
  private final Attempts pictures;

  private RunFolder(
      RunFiles files,
      AppendedFile history,
      AppendedFile versions,
      AppendedFile alarms,
      double secondsBefore) {
    this.files = files;
    this.history = history;
    this.versions = versions;
    this.alarms = alarms;
    this.secondsBefore = secondsBefore;
    attempts = new Attempts("write to the tables in " + files.folder());
    pictures = new Attempts("write images to " + files.folder());
  }

  /** Makes the folder; FileAlreadyExistsException if it has the history of another run. */
  public static RunFolder begin(Path folder) throws IOException {
    requireNone(folder);
    return resume(folder, 0, 0);
  }

  /** Throws FileAlreadyExistsException if there is the history of another run. Writes nothing. */
  public static void requireNone(Path folder) throws IOException {
    Path history = new RunFiles(folder).history();
    if (Table.read(history).count() > 0) {
      throw new FileAlreadyExistsException(history.toString());
    }
  }

  /**
   * Resumes a folder of the same run: drops the rows of epochs after {@code epochs}, and of
   * versions and alarms after {@code step}, since the run will repeat them.
   */
  public static RunFolder resume(Path folder, int epochs, long step) throws IOException {
    Files.createDirectories(folder);
    RunFiles files = new RunFiles(folder);
    Table history = Table.read(files.history()).where("epoch", epoch -> epoch <= epochs);
    Table versions = Table.read(files.versions()).where("step", at -> at <= step);
    Table alarms = Table.read(files.alarms()).where("step", at -> at <= step);
    double seconds =
        history.numbers("seconds").stream()
            .filter(Double::isFinite)
            .mapToDouble(s -> s)
            .max()
            .orElse(0);
    return new RunFolder(
        files,
        history.withColumns(HistoryColumn.names()).write(files.history()),
        versions.withColumns(VERSION_COLUMNS).write(files.versions()),
        alarms.withColumns(ALARM_COLUMNS).write(files.alarms()),
        seconds);
  }

  public RunFiles files() {
    return files;
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - beganAt) / 1e9;
  }

  @Override
  public void epochEnded(RunProgress progress, byte[] sheet) {
    pictures.make(() -> Files.write(files.sheet(progress.epoch()), sheet));
    List<String> row = HistoryColumn.row(new HistoryColumn.Epoch(progress, seconds()));
    attempts.make(() -> history.append(Table.bytes(List.of(row))));
  }

  @Override
  public void published(RunProgress progress, Manifest manifest) {
    attempts.make(() -> versions.append(Table.bytes(rows(manifest, seconds()))));
  }

  /** Returns a row for each figure, or one row without if there is none. */
  private static List<List<String>> rows(Manifest manifest, double seconds) {
    List<String> names = new ArrayList<>(ClassShare.metricNames());
    names.addAll(0, Arrays.stream(Figure.values()).map(Figure::text).toList());
    List<List<String>> rows = new ArrayList<>();
    for (String name : names) {
      Metric metric = manifest.getMetricsMap().get(name);
      Metric real = manifest.getMetricsMap().get(Figure.real(name));
      if (metric != null) {
        rows.add(
            row(
                manifest,
                seconds,
                name,
                number(metric.getValue()),
                metric.hasLow() ? number(metric.getLow()) : "",
                metric.hasHigh() ? number(metric.getHigh()) : "",
                real == null ? "" : number(real.getValue())));
      }
    }
    return rows.isEmpty() ? List.of(row(manifest, seconds, "", "", "", "", "")) : rows;
  }

  private static List<String> row(Manifest manifest, double seconds, String... figure) {
    List<String> row = new ArrayList<>();
    row.add(Long.toString(manifest.getVersion()));
    row.add(Long.toString(manifest.getStep()));
    row.add(Integer.toString(manifest.getEpoch()));
    row.add(String.format(Locale.ROOT, "%.1f", seconds));
    row.add(manifest.getModelDigest());
    row.addAll(List.of(figure));
    return row;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }

  /** Drops the epochs that the run will repeat; keeps its versions and alarms. */
  @Override
  public void wentBack(RunProgress progress) {
    attempts.make(
        () ->
            history =
                Table.read(files.history())
                    .where("step", step -> step <= progress.step())
                    .write(files.history()));
  }

  @Override
  public void alarmed(RunProgress progress, TrainingAlarm alarm) {
    alarm(
        progress,
        alarm.kind().text(),
        alarm.severity().name().toLowerCase(Locale.ROOT),
        alarm.finding(),
        alarm.advice());
  }

  @Override
  public void publishFailed(RunProgress progress, IOException reason) {
    alarm(
        progress,
        "publish_failed",
        "warning",
        reason.toString(),
        "check the store; the next version will be published as planned");
  }

  @Override
  public void heldBack(RunProgress progress, String reasons) {
    alarm(
        progress,
        "held_back",
        "warning",
        "not published, since it did not pass the gate: " + reasons,
        "the run continues; if no version passes, train longer or try another seed");
  }

  @Override
  public void saveFailed(RunProgress progress, IOException reason) {
    alarm(
        progress,
        "save_failed",
        "warning",
        reason.toString(),
        "check the store; if the run is killed, it resumes from an older state");
  }

  private void alarm(
      RunProgress progress, String kind, String severity, String finding, String advice) {
    List<String> row =
        List.of(
            Long.toString(progress.step()),
            Integer.toString(progress.epoch()),
            String.format(Locale.ROOT, "%.1f", seconds()),
            kind,
            severity,
            finding,
            advice);
    attempts.make(() -> alarms.append(Table.bytes(List.of(row))));
  }

  /** Writes {@link RunFiles#nearest} of the newest version. */
  public void nearest(byte[] png) {
    pictures.make(() -> WholeFile.write(files.nearest(), png));
  }
}
