package dev.digitgan.trainer.command.train;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.run.RunOwnership;
import dev.digitgan.checkpoint.run.SavedState;
import dev.digitgan.checkpoint.run.TrainingStates;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.command.MisuseException;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.trainer.command.options.TrainerStore;
import dev.digitgan.trainer.pair.AdversarialPair;
import dev.digitgan.trainer.publish.RunVersions;
import dev.digitgan.trainer.report.RunFolder;
import dev.digitgan.trainer.run.JudgedVersion;
import dev.digitgan.trainer.run.ResumePoint;
import dev.digitgan.trainer.run.RunPlan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run that is this process's own.
 *
 * @param from where it goes on; the default state at its beginning
 */
record RunOpening(RunOwnership owner, TrainingState from, RunVersions versions, RunFolder folder) {
  private static final Logger log = LoggerFactory.getLogger(RunOpening.class);

  /**
   * Takes the run over from whoever had it and brings {@code pair}, which is at its beginning, to
   * its newest state.
   *
   * @throws UserErrorException if it was begun as another run; if its folder holds a run that this
   *     store has never heard of, or cannot be written to; or if the store failed
   */
  static RunOpening open(RunContext run, AdversarialPair pair) {
    try {
      return opened(run, pair);
    } catch (IOException e) {
      throw unbegun(run, e);
    }
  }

  private static RunOpening opened(RunContext run, AdversarialPair pair) throws IOException {
    TrainerStore to = run.store();
    Provenance provenance = run.provenance();
    RunPlan plan = run.plan();
    Path folder = run.folder();
    boolean begunBefore = RunOwnership.everClaimed(to.store(), to.keys(), plan.run());
    if (!begunBefore) {
      checked(folder, RunFolder::begin);
    }
    String holder = ManagementFactory.getRuntimeMXBean().getName();
    RunOwnership owner =
        RunOwnership.claim(to.store(), to.keys(), plan.run(), holder, run.clock().instant());
    Optional<SavedState> saved = find(to.states(plan.run()), provenance);
    saved.ifPresent(pair::restore);
    TrainingState from = saved.map(SavedState::record).orElse(TrainingState.getDefaultInstance());
    saved.ifPresent(state -> log(state.record()));
    CheckpointPublisher publisher = to.publisher();
    RunVersions versions =
        begunBefore
            ? RunVersions.goOn(
                publisher, owner, to.reader(), plan.run(), from.getPublishedVersion())
            : RunVersions.begin(publisher, owner);
    long epochsDone = from.getStep() / plan.stepsPerEpoch(provenance.data().count());
    RunFolder history = goOn(folder, Math.toIntExact(epochsDone), from.getStep());
    return new RunOpening(owner, known(from, versions), versions, history);
  }

  /** The newest version of the run, if it was judged; empty too where it cannot be read now. */
  Optional<JudgedVersion> judged(TrainerStore store) {
    if (from.getPublishedVersion() == 0) {
      return Optional.empty();
    }
    try {
      return JudgedVersion.of(store.reader().manifest(new Version(from.getPublishedVersion())));
    } catch (IOException | CheckpointException e) {
      log.debug("how good version {} is will be known of the next", from.getPublishedVersion(), e);
      return Optional.empty();
    }
  }

  /**
   * The state that the run would go on from; empty if it would begin. Writes nothing.
   *
   * @throws UserErrorException as {@link #open}
   */
  static Optional<TrainingState> look(RunContext run) {
    try {
      return lookedUp(run);
    } catch (IOException e) {
      throw unbegun(run, e);
    }
  }

  private static UserErrorException unbegun(RunContext run, IOException e) {
    return new UserErrorException(
        "--store: the run cannot be begun in " + run.store().store() + ": " + e, e);
  }

  private static Optional<TrainingState> lookedUp(RunContext run) throws IOException {
    TrainerStore to = run.store();
    String name = run.plan().run();
    Path folder = run.folder();
    boolean begunBefore = RunOwnership.everClaimed(to.store(), to.keys(), name);
    if (!begunBefore) {
      checked(folder, RunFolder::requireNone);
    }
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      throw unwritable(folder, new AccessDeniedException(there.toString()));
    }
    return begunBefore
        ? find(to.states(name), run.provenance()).map(SavedState::record)
        : Optional.empty();
  }

  private static Optional<SavedState> find(TrainingStates states, Provenance provenance)
      throws IOException {
    try {
      return ResumePoint.find(
          states, provenance.state(0), AdversarialPair.shapes(provenance.plan().recipe()));
    } catch (IllegalArgumentException e) {
      throw MisuseException.of(e);
    }
  }

  /** The state, with what was published between its saving and the end of its process. */
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
        "run {} goes on after step {}, as owner {} saved it",
        state.getRun(),
        state.getStep(),
        state.getOwner());
    String revision = CodeRevision.text();
    if (!state.getCodeRevision().equals(revision)) {
      log.warn(
          "the state is of revision {}, this trainer of {}: other code may come to other numbers",
          state.getCodeRevision(),
          revision);
    }
  }

  private interface FolderUse {
    void of(Path folder) throws IOException;
  }

  private static void checked(Path folder, FolderUse use) {
    try {
      use.of(folder);
    } catch (FileAlreadyExistsException e) {
      throw new MisuseException(
          "--out: " + folder + " holds another run; choose another --run or --out", e);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static RunFolder goOn(Path folder, int epochs, long step) {
    try {
      return RunFolder.goOn(folder, epochs, step);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static UserErrorException unwritable(Path folder, IOException e) {
    return new UserErrorException("--out: cannot write to " + folder + ": " + e, e);
  }
}
