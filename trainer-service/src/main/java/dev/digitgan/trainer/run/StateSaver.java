package dev.digitgan.trainer.run;

import com.google.protobuf.util.Timestamps;
import dev.digitgan.checkpoint.run.Fence;
import dev.digitgan.checkpoint.run.FencedException;
import dev.digitgan.checkpoint.run.SavedState;
import dev.digitgan.checkpoint.run.TrainingStates;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.trainer.pair.AdversarialPair;
import dev.digitgan.trainer.pair.DivergedException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves a pair so that the run can go on from there, and keeps the newest few of its states. */
public final class StateSaver {
  /** One to go on from, and some to fall back to should it be damaged. */
  static final int KEPT_STATES = 3;

  private static final Logger log = LoggerFactory.getLogger(StateSaver.class);

  private final TrainingStates states;
  private final Fence fence;
  private final TrainingState identity;
  private final SaveSchedule schedule;
  private final InstantSource clock;
  private long savedStep;
  private long triedStep;
  private long triedAt = System.nanoTime();
  private boolean atOnce;

  /**
   * @param identity what is the same for all states of the run: recipe, settings, data set, seed
   */
  public StateSaver(
      TrainingStates states,
      Fence fence,
      TrainingState identity,
      SaveSchedule schedule,
      InstantSource clock) {
    this.states = states;
    this.fence = fence;
    this.identity = identity;
    this.schedule = schedule;
    this.clock = clock;
  }

  /** What stands in the store already; nothing is saved for it. */
  void begin(long step) {
    savedStep = step;
    triedStep = step;
    triedAt = System.nanoTime();
  }

  /**
   * Brings {@code pair} to the newest state that can be loaded, or to its beginning where there is
   * none. The next save is due after one step: what the run goes on with is to be known to whoever
   * goes on with it.
   *
   * @return the state's record; the default one at the beginning
   * @throws IOException if the store failed; the pair is as it was
   */
  TrainingState goBack(AdversarialPair pair) throws IOException {
    Optional<SavedState> saved = ResumePoint.find(states, identity, pair.shapes());
    saved.ifPresentOrElse(pair::restore, pair::restart);
    begin(pair.step());
    atOnce = true;
    return saved.map(SavedState::record).orElse(TrainingState.getDefaultInstance());
  }

  /** The step of the newest state that stands in the store, as far as this knows; 0 = none. */
  long savedStep() {
    return savedStep;
  }

  boolean due(AdversarialPair pair) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - triedAt);
    return pair.step() > triedStep && (atOnce || schedule.due(pair.step() - triedStep, elapsed));
  }

  /**
   * Saves {@code pair}, unless this step was saved already.
   *
   * @param position what of the run is not the pair's: epoch and versions
   * @throws FencedException if another process owns the run; nothing was saved
   * @throws DivergedException if it is of no use; nothing was saved
   * @throws IOException if the store failed; older states are still there
   */
  void save(AdversarialPair pair, TrainingState position)
      throws IOException, FencedException, DivergedException {
    if (pair.step() == savedStep) {
      return;
    }
    triedStep = pair.step();
    triedAt = System.nanoTime();
    atOnce = false;
    TrainingState state =
        identity.toBuilder()
            .mergeFrom(position)
            .mergeFrom(pair.position().build())
            .setCreateTime(Timestamps.fromMillis(clock.millis()))
            .build();
    boolean written = states.save(state, pair.tensors(), fence);
    savedStep = pair.step();
    if (written) {
      removeOld();
    }
  }

  private void removeOld() {
    try {
      states.keepNewest(KEPT_STATES);
    } catch (IOException e) {
      log.debug("old states are left to the next save", e);
    }
  }
}
