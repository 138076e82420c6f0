package dev.digitgan.trainer.command.train;

import dev.digitgan.command.Terminal;
import dev.digitgan.trainer.report.ProgressDisplay;
import dev.digitgan.trainer.report.RunFiles;
import dev.digitgan.trainer.report.RunLog;
import dev.digitgan.trainer.report.page.RunFacts;
import dev.digitgan.trainer.report.page.RunReport;
import dev.digitgan.trainer.report.tensorboard.EventFile;
import dev.digitgan.trainer.run.RunBoard;
import dev.digitgan.trainer.run.RunObserver;
import dev.digitgan.trainer.run.RunObservers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Who is told of a run: people, files and meters. */
final class RunReporting {
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(15);

  private RunReporting() {}

  /** All of them; the report is written at the run's end too. */
  static RunObservers observer(
      RunContext run,
      TrainerEndpoints listening,
      ProgressDisplay display,
      RunOpening opening,
      RunFacts facts) {
    RunBoard board = run.board();
    List<RunObserver> observers = new ArrayList<>();
    observers.add(board);
    observers.add(listening.metrics());
    observers.add(listening.quality());
    observers.add(listening.alarms());
    // On a terminal the bar goes with the steps, elsewhere lines of the log do.
    boolean terminal = Terminal.attached();
    if (terminal) {
      observers.add(display);
    }
    observers.add(new RunLog(terminal ? Duration.ofDays(1) : LOG_INTERVAL));
    observers.add(opening.folder());
    RunFiles files = opening.folder().files();
    observers.add(new EventFile(files.folder(), opening.from().getStep(), run.clock()));
    RunReport report = new RunReport(files, facts, board, run.clock());
    observers.add(report);
    board.onEnd(report::write);
    return new RunObservers(observers);
  }
}
