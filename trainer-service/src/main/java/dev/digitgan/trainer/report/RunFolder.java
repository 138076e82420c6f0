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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes a run's folder: {@code history.csv}, a line an epoch, {@code versions.csv}, {@code
 * alarms.csv}, and {@code epoch-0001.png}, {@code epoch-0002.png}, ... beside them. A folder that
 * cannot be written to later on is logged once and costs the run nothing else. For one thread.
 */
public final class RunFolder implements RunObserver {
  private static final List<String> ALARM_COLUMNS =
      List.of("step", "epoch", "seconds", "kind", "severity", "finding", "advice");

  private final RunFiles files;
  private Tables tables;
  private final double secondsBefore;
  private final long beganAt = System.nanoTime();
  private final Attempts attempts;
  private final Attempts pictures;

  private record Tables(RunTable history, RunTable versions, RunTable alarms) {
    Tables with(RunTable other) {
      return new Tables(other, versions, alarms);
    }
  }

  private RunFolder(RunFiles files, Tables tables, double secondsBefore) {
    this.files = files;
    this.tables = tables;
    this.secondsBefore = secondsBefore;
    attempts = new Attempts("write to the tables in " + files.folder());
    pictures = new Attempts("write images to " + files.folder());
  }

  /**
   * Makes the folder and begins its history.
   *
   * @throws FileAlreadyExistsException if it holds the history of another run
   * @throws IOException if it cannot be written to
   */
  public static RunFolder begin(Path folder) throws IOException {
    requireNone(folder);
    return goOn(folder, 0, 0);
  }

  /**
   * Looks for a history, and writes nothing.
   *
   * @throws FileAlreadyExistsException if there is one of another run
   */
  public static void requireNone(Path folder) throws IOException {
    Path history = new RunFiles(folder).history();
    if (Table.read(history).count() > 0) {
      throw new FileAlreadyExistsException(history.toString());
    }
  }

  /**
   * Goes on with a folder of the same run, wherever it broke off.
   *
   * @param epochs that the run has done: what the history says of later ones is dropped, and comes
   *     again
   * @param step up to which the same holds of versions and alarms
   * @throws IOException if it cannot be written to
   */
  public static RunFolder goOn(Path folder, int epochs, long step) throws IOException {
    Files.createDirectories(folder);
    RunFiles files = new RunFiles(folder);
    Table history = Table.read(files.history()).where("epoch", epoch -> epoch <= epochs);
    Table versions = Table.read(files.versions()).where("step", at -> at <= step);
    Table alarms = Table.read(files.alarms()).where("step", at -> at <= step);
    Tables tables =
        new Tables(
            RunTable.begin(files.history(), history.withColumns(HistoryColumn.names())),
            RunTable.begin(files.versions(), versions.withColumns(VersionRows.COLUMNS)),
            RunTable.begin(files.alarms(), alarms.withColumns(ALARM_COLUMNS)));
    double seconds =
        history.numbers("seconds").stream()
            .filter(Double::isFinite)
            .mapToDouble(s -> s)
            .max()
            .orElse(0);
    return new RunFolder(files, tables, seconds);
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
    attempts.make(() -> tables.history().add(List.of(row)));
  }

  @Override
  public void published(RunProgress progress, Manifest manifest) {
    attempts.make(() -> tables.versions().add(VersionRows.of(manifest, seconds())));
  }

  /** Epochs that come again are dropped; versions and alarms that there were are left. */
  @Override
  public void wentBack(RunProgress progress) {
    attempts.make(
        () -> {
          Table history =
              Table.read(files.history()).where("step", step -> step <= progress.step());
          tables = tables.with(RunTable.begin(files.history(), history));
        });
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
        "look after the store; the next version is tried as planned");
  }

  @Override
  public void heldBack(RunProgress progress, String reasons) {
    alarm(
        progress,
        "held_back",
        "warning",
        "not published, it did not pass the gate: " + reasons,
        "the run goes on; should none pass, train longer or another seed");
  }

  @Override
  public void saveFailed(RunProgress progress, IOException reason) {
    alarm(
        progress,
        "save_failed",
        "warning",
        reason.toString(),
        "look after the store; should the run be killed, it goes on from an older state");
  }

  private void alarm(RunProgress progress, String... kindSeverityFindingAdvice) {
    attempts.make(
        () -> {
          List<String> row = new ArrayList<>();
          row.add(Long.toString(progress.step()));
          row.add(Integer.toString(progress.epoch()));
          row.add(String.format(Locale.ROOT, "%.1f", seconds()));
          row.addAll(List.of(kindSeverityFindingAdvice));
          tables.alarms().add(List.of(row));
        });
  }

  /**
   * The newest version's samples beside their nearest training images.
   *
   * @param png of all, side by side
   */
  public void nearest(byte[] png) {
    pictures.make(() -> WholeFile.write(files.nearest(), png));
  }
}
