package dev.digitgan.trainer.report;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.file.WholeFile;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import dev.digitgan.trainer.run.RunObserver;
import dev.digitgan.trainer.run.RunProgress;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes the tables and images of a run's folder; see {@link RunFiles}. If the folder cannot be
 * written to later, that is logged and the run continues. For one thread.
 */
public final class RunFolder implements RunObserver {
  private static final List<String> ALARM_COLUMNS =
      List.of("step", "epoch", "seconds", "kind", "severity", "finding", "advice");

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

  /**
   * Makes the folder and begins its history.
   *
   * @throws FileAlreadyExistsException if it holds the history of another run
   */
  public static RunFolder begin(Path folder) throws IOException {
    requireNone(folder);
    return resume(folder, 0, 0);
  }

  /**
   * Looks for the history of another run, and writes nothing.
   *
   * @throws FileAlreadyExistsException if there is one
   */
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
        versions.withColumns(VersionRows.COLUMNS).write(files.versions()),
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
    attempts.make(() -> versions.append(Table.bytes(VersionRows.of(manifest, seconds()))));
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
