package dev.digitgan.trainer.report.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.file.WholeFile;
import dev.digitgan.trainer.report.Attempts;
import dev.digitgan.trainer.report.RunFiles;
import dev.digitgan.trainer.report.Table;
import dev.digitgan.trainer.run.RunBoard;
import dev.digitgan.trainer.run.RunObserver;
import dev.digitgan.trainer.run.RunProgress;
import java.time.InstantSource;

/**
 * Writes {@code report.html}, and its curves as images next to it, with each version and on
 * request. Must observe a version after the board and the folder. For one thread.
 */
public final class RunReport implements RunObserver {
  private final RunFiles files;
  private final Facts facts;
  private final RunBoard board;
  private final InstantSource clock;
  private final Attempts attempts;

  /**
   * The constant facts of a run.
   *
   * @param provenance recipe, settings, data set, seed, run, revision
   * @param store the store of its versions
   * @param train the command that trains the run again
   * @param replay the command that trains a version again, without its number
   */
  public record Facts(
      Manifest provenance, String model, String store, String train, String replay) {}

  public RunReport(RunFiles files, Facts facts, RunBoard board, InstantSource clock) {
    this.files = files;
    this.facts = facts;
    this.board = board;
    this.clock = clock;
    attempts = new Attempts("write " + files.report());
  }

  @Override
  public void published(RunProgress progress, Manifest manifest) {
    write();
  }

  public void write() {
    attempts.make(
        () -> {
          Html page = RunPage.read(files, facts, board.current()).html(clock.instant());
          WholeFile.write(files.report(), page.markup().getBytes(UTF_8));
          Table history = Table.read(files.history());
          if (history.count() > 0) {
            Table shown = Curves.shown(history);
            WholeFile.write(files.losses(), Curves.losses(shown).file().getBytes(UTF_8));
            WholeFile.write(files.accuracies(), Curves.accuracies(shown).file().getBytes(UTF_8));
          }
        });
  }
}
