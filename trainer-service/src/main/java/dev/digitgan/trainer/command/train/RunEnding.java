package dev.digitgan.trainer.command.train;

import dev.digitgan.checkpoint.run.Fence.FencedException;
import dev.digitgan.checkpoint.version.CheckpointPublisher.CommitStateUnknownException;
import dev.digitgan.command.ExitStatus;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.trainer.pair.DivergedException;
import dev.digitgan.trainer.report.RunResult;
import dev.digitgan.trainer.report.RunResult.Outcome;
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
record RunEnding(RunContext context, RunOptions options, TrainingRun run) {
  private static final Logger log = LoggerFactory.getLogger(RunEnding.class);

  /** The time after SIGTERM to wait for the store; less than {@link TrainCommand#END_LIMIT}. */
  private static final Duration STORE_PATIENCE = Duration.ofSeconds(18);

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

  /** Trains the run to its end, and returns the exit status. */
  int status() {
    if (run.complete()) {
      log.info("the run was already complete; give more --epochs to train further");
    }
    try {
      return ended(play());
    } catch (FencedException e) {
      fail(Outcome.FENCED, String.valueOf(e.getMessage()));
      throw new FencedRunException(e);
    } catch (DivergedException e) {
      fail(Outcome.DIVERGED, String.valueOf(e.getMessage()));
      throw UserErrorException.of(e);
    } catch (IOException e) {
      return unpublished(e);
    } catch (RuntimeException e) {
      fail(Outcome.FAILED, e.toString());
      throw e;
    }
  }

  private RunProgress play() throws DivergedException, FencedException, IOException {
    try (StorePatience patience = StorePatience.ofThisThread(STORE_PATIENCE)) {
      context.shutdown().onRequest(patience::endRequested);
      return run.train(context.board()::stopRequested);
    }
  }

  private int ended(RunProgress end) {
    context.board().succeeded();
    if (context.board().stopRequested() && end.step() < end.totalSteps()) {
      log.info(
          "interrupted after {} of {} steps; newest version {}",
          end.step(),
          end.totalSteps(),
          end.publishedVersion());
      write(Outcome.INTERRUPTED, "");
      return context.shutdown().isRequested() ? options.interruptedStatus() : ExitCode.OK;
    }
    log.info("done after {} steps; newest version {}", end.step(), end.publishedVersion());
    boolean heldBack = run.heldBack() && !context.board().stopRequested();
    write(heldBack ? Outcome.HELD_BACK : Outcome.DONE, "");
    return heldBack ? ExitStatus.NOT_PASSED : ExitCode.OK;
  }

  /** A store that fails after a signal does not fail the run, which can be resumed. */
  private int unpublished(IOException reason) {
    String message =
        String.format(
            Locale.ROOT,
            "%s: %s; started again, run %s resumes after step %d",
            reason instanceof CommitStateUnknownException
                ? "it is not known whether the last checkpoint was published"
                : "the last checkpoint was not published",
            reason,
            context.plan().run(),
            run.savedStep());
    if (!context.shutdown().isRequested()) {
      fail(Outcome.FAILED, message);
      throw new UserErrorException(message, reason);
    }
    context.board().failed(message);
    RunProgress end = run.progress();
    log.error("interrupted after {} of {} steps; {}", end.step(), end.totalSteps(), message);
    write(Outcome.INTERRUPTED, message);
    return options.interruptedStatus();
  }

  private void fail(Outcome outcome, String reason) {
    context.board().failed(reason);
    write(outcome, reason);
  }

  private void write(Outcome outcome, String error) {
    RunProgress end = run.progress();
    RunResult result =
        new RunResult(
            context.plan().run(),
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
