package dev.digitgan.trainer.command.train;

import dev.digitgan.checkpoint.run.Fence.FencedException;
import dev.digitgan.checkpoint.version.CheckpointPublisher.CommitStateUnknownException;
import dev.digitgan.command.ExitStatus;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.runtime.command.Shutdown;
import dev.digitgan.trainer.pair.DivergedException;
import dev.digitgan.trainer.report.RunResult;
import dev.digitgan.trainer.report.RunResult.Outcome;
import dev.digitgan.trainer.run.RunBoard;
import dev.digitgan.trainer.run.RunProgress;
import dev.digitgan.trainer.run.StorePatience;
import dev.digitgan.trainer.run.TrainingRun;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExitCode;

/** Trains a run, and turns its end into log lines, the result for scripts and the exit status. */
final class RunEnding {
  private static final Logger log = LoggerFactory.getLogger(RunEnding.class);

  /** The time after SIGTERM to wait for the store; less than {@link TrainCommand#END_LIMIT}. */
  private static final Duration STORE_PATIENCE = Duration.ofSeconds(18);

  private final String name;
  private final RunOptions options;
  private final Shutdown shutdown;
  private final RunBoard board;

  RunEnding(RunContext run, RunOptions options) {
    this.name = run.plan().run();
    this.options = options;
    this.shutdown = run.shutdown();
    this.board = run.board();
  }

  /** Another process owns the run: starting this one again would take the run from it. */
  private static final class FencedRunException extends UserErrorException {
    private static final long serialVersionUID = 1L;

    FencedRunException(FencedException cause) {
      super(String.valueOf(cause.getMessage()), cause);
    }

    @Override
    public int exitStatus() {
      return ExitStatus.FENCED;
    }
  }

  /**
   * Trains {@code run} to its end, and returns the exit status.
   *
   * @throws UserErrorException if its last version could not be published, and not because of a
   *     signal
   */
  int of(TrainingRun run) {
    if (run.complete()) {
      log.info("the run was already complete; give more --epochs to train further");
    }
    try {
      return ended(run, play(run));
    } catch (FencedException e) {
      fail(run, Outcome.FENCED, String.valueOf(e.getMessage()));
      throw new FencedRunException(e);
    } catch (DivergedException e) {
      fail(run, Outcome.DIVERGED, String.valueOf(e.getMessage()));
      throw UserErrorException.of(e);
    } catch (IOException e) {
      return unpublished(run, e);
    } catch (RuntimeException e) {
      fail(run, Outcome.FAILED, e.toString());
      throw e;
    }
  }

  private RunProgress play(TrainingRun run) throws DivergedException, FencedException, IOException {
    try (StorePatience patience = StorePatience.ofThisThread(STORE_PATIENCE)) {
      shutdown.onRequest(patience::endRequested);
      return run.train(board::stopRequested);
    }
  }

  private int ended(TrainingRun run, RunProgress end) {
    board.succeeded();
    if (board.stopRequested() && end.step() < end.totalSteps()) {
      log.info(
          "interrupted after {} of {} steps; newest version {}",
          end.step(),
          end.totalSteps(),
          end.publishedVersion());
      write(run, Outcome.INTERRUPTED, "");
      return shutdown.isRequested() ? options.interruptedStatus() : ExitCode.OK;
    }
    log.info("done after {} steps; newest version {}", end.step(), end.publishedVersion());
    boolean heldBack = run.heldBack() && !board.stopRequested();
    write(run, heldBack ? Outcome.HELD_BACK : Outcome.DONE, "");
    return heldBack ? ExitStatus.NOT_PASSED : ExitCode.OK;
  }

  /** After a signal, this is no failure: only the store is at fault, and the run can be resumed. */
  private int unpublished(TrainingRun run, IOException reason) {
    String message =
        String.format(
            Locale.ROOT,
            "%s: %s; started again, run %s resumes after step %d",
            reason instanceof CommitStateUnknownException
                ? "it is not known whether the last checkpoint was published"
                : "the last checkpoint was not published",
            reason,
            name,
            run.savedStep());
    if (!shutdown.isRequested()) {
      fail(run, Outcome.FAILED, message);
      throw new UserErrorException(message, reason);
    }
    board.failed(message);
    RunProgress end = run.progress();
    log.error("interrupted after {} of {} steps; {}", end.step(), end.totalSteps(), message);
    write(run, Outcome.INTERRUPTED, message);
    return options.interruptedStatus();
  }

  private void fail(TrainingRun run, Outcome outcome, String reason) {
    board.failed(reason);
    write(run, outcome, reason);
  }

  private void write(TrainingRun run, Outcome outcome, String error) {
    RunProgress end = run.progress();
    RunResult result =
        new RunResult(
            name,
            outcome,
            end.step(),
            end.totalSteps(),
            end.publishedVersion(),
            run.publishedDigest(),
            error);
    try {
      options.writeResult(result);
    } catch (IOException e) {
      log.error("--result-file: {}", e.toString());
    }
  }
}
