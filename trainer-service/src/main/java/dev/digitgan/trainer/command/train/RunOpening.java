package dev.digitgan.trainer.command.train;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.run.RunOwnership;
import dev.digitgan.checkpoint.run.TrainingStates.SavedState;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.command.MisuseException;
import dev.digitgan.command.Terminal;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.trainer.command.options.TrainerStore;
import dev.digitgan.trainer.pair.AdversarialPair;
import dev.digitgan.trainer.publish.RunVersions;
import dev.digitgan.trainer.report.ProgressDisplay;
import dev.digitgan.trainer.report.RunFolder;
import dev.digitgan.trainer.report.RunLog;
import dev.digitgan.trainer.report.page.RunReport;
import dev.digitgan.trainer.report.tensorboard.EventFile;
import dev.digitgan.trainer.run.JudgedVersion;
import dev.digitgan.trainer.run.RunObserver;
import dev.digitgan.trainer.run.RunObservers;
import dev.digitgan.trainer.run.RunPlan;
import dev.digitgan.trainer.run.StateSaver;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run that this process owns.
 *
 * @param from the state from which it is resumed; the default one at its beginning
 */
record RunOpening(RunOwnership owner, TrainingState from, RunVersions versions, RunFolder folder) {
  private static final Logger log = LoggerFactory.getLogger(RunOpening.class);
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(15);

  /**
   * Takes the run over, and restores {@code pair}, which is at its beginning, from its newest
   * state.
   *
   * @throws UserErrorException if it began with other settings; if its folder holds a run that is
   *     not in this store, or cannot be written to; or if the store failed
   */
  static RunOpening open(RunContext run, AdversarialPair pair) {
    TrainerStore to = run.store();
    RunPlan plan = run.plan();
    Path folder = run.folder();
    try {
      boolean begunBefore = begunBefore(run, RunFolder::begin);
      String holder = ManagementFactory.getRuntimeMXBean().getName();
      RunOwnership owner =
          RunOwnership.claim(to.store(), to.keys(), plan.run(), holder, run.clock().instant());
      Optional<SavedState> saved = find(run, pair);
      saved.ifPresent(pair::restore);
      TrainingState from = saved.map(SavedState::record).orElse(TrainingState.getDefaultInstance());
      saved.ifPresent(state -> log(state.record()));
      RunVersions versions =
          begunBefore
              ? RunVersions.resume(
                  to.publisher(), owner, to.reader(), plan.run(), from.getPublishedVersion())
              : RunVersions.begin(to.publisher(), owner);
      long epochsDone = from.getStep() / plan.stepsPerEpoch(run.data().count());
      RunFolder history = resume(folder, Math.toIntExact(epochsDone), from.getStep());
      return new RunOpening(owner, known(from, versions), versions, history);
    } catch (IOException e) {
      throw cannotBegin(run, e);
    }
  }

  /** Returns the run's newest version; empty if it was not judged or cannot be read now. */
  Optional<JudgedVersion> judged(TrainerStore store) {
    if (from.getPublishedVersion() == 0) {
      return Optional.empty();
    }
    try {
      return JudgedVersion.of(store.reader().manifest(new Version(from.getPublishedVersion())));
    } catch (IOException | CheckpointException e) {
      log.debug("could not read the quality of version {}", from.getPublishedVersion(), e);
      return Optional.empty();
    }
  }

  /** Makes the observers of the run; the report is also written at the run's end. */
  RunObservers observers(
      RunContext run, TrainerEndpoints listening, ProgressDisplay display, RunReport.Facts facts) {
    List<RunObserver> observers = new ArrayList<>();
    observers.add(run.board());
    observers.addAll(listening.meters());
    // On a terminal the bar shows the steps, elsewhere the log does.
    boolean terminal = Terminal.attached();
    if (terminal) {
      observers.add(display);
    }
    observers.add(new RunLog(terminal ? Duration.ofDays(1) : LOG_INTERVAL));
    observers.add(folder);
    observers.add(new EventFile(folder.files().folder(), from.getStep(), run.clock()));
    RunReport report = new RunReport(folder.files(), facts, run.board(), run.clock());
    observers.add(report);
    run.board().onEnd(report::write);
    return new RunObservers(observers);
  }

  /** Returns the state to resume from; empty if the run would begin. Writes nothing. */
  static Optional<TrainingState> look(RunContext run, AdversarialPair pair) {
    Path folder = run.folder();
    try {
      boolean begunBefore = begunBefore(run, RunFolder::requireNone);
      Path there = folder.toAbsolutePath();
      while (!Files.exists(there) && there.getParent() != null) {
        there = there.getParent();
      }
      if (!Files.isDirectory(there) || !Files.isWritable(there)) {
        throw unwritable(folder, new AccessDeniedException(there.toString()));
      }
      return begunBefore ? find(run, pair).map(SavedState::record) : Optional.empty();
    } catch (IOException e) {
      throw cannotBegin(run, e);
    }
  }

  private static UserErrorException cannotBegin(RunContext run, IOException e) {
    return new UserErrorException(
        "--store: the run cannot begin in " + run.store().store() + ": " + e, e);
  }

  private static Optional<SavedState> find(RunContext run, AdversarialPair pair)
      throws IOException {
    try {
      return StateSaver.find(
          run.store().states(run.plan().run()), run.provenance().state(0), pair.shapes());
    } catch (IllegalArgumentException e) {
      throw MisuseException.of(e);
    }
  }

  /** Adds to the state what was published after it was saved. */
  private static TrainingState known(TrainingState state, RunVersions versions) {
    return versions
        .newestUpTo(state.getStep())
        .map(
            manifest ->
                state.toBuilder()
                    .setPublishedVersion(manifest.getVersion())
                    .setPublishedStep(manifest.getStep())
                    .build())
        .orElse(state);
  }

  private static void log(TrainingState state) {
    log.info(
        "run {} resumes after step {}, saved by owner {}",
        state.getRun(),
        state.getStep(),
        state.getOwner());
    String revision = Provenance.codeRevision();
    if (!state.getCodeRevision().equals(revision)) {
      log.warn(
          "revision {} saved the state, and this trainer is revision {}: the numbers may differ",
          state.getCodeRevision(),
          revision);
    }
  }

  private interface FolderUse {
    void of(Path folder) throws IOException;
  }

  /** Whether the store knows the run; if not, {@code use} must find no other run in its folder. */
  private static boolean begunBefore(RunContext run, FolderUse use) throws IOException {
    TrainerStore to = run.store();
    if (RunOwnership.everClaimed(to.store(), to.keys(), run.plan().run())) {
      return true;
    }
    try {
      use.of(run.folder());
      return false;
    } catch (FileAlreadyExistsException e) {
      throw new MisuseException(
          "--out: " + run.folder() + " holds another run; choose another --run or --out", e);
    } catch (IOException e) {
      throw unwritable(run.folder(), e);
    }
  }

  private static RunFolder resume(Path folder, int epochs, long step) {
    try {
      return RunFolder.resume(folder, epochs, step);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static UserErrorException unwritable(Path folder, IOException e) {
    return new UserErrorException("--out: cannot write to " + folder + ": " + e, e);
  }
}
