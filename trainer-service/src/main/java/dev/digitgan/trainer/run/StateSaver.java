package dev.digitgan.trainer.run;

import com.google.protobuf.util.Timestamps;
import dev.digitgan.checkpoint.run.Fence;
import dev.digitgan.checkpoint.run.Fence.FencedException;
import dev.digitgan.checkpoint.run.TrainingStates;
import dev.digitgan.checkpoint.run.TrainingStates.SavedState;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.trainer.pair.AdversarialPair;
import dev.digitgan.trainer.pair.DivergedException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves states from which a run can be resumed, and removes all but the newest few. */
public final class StateSaver {
  /** The newest state, and older ones in case it is damaged. */
  static final int KEPT_STATES = 3;

  private static final Logger log = LoggerFactory.getLogger(StateSaver.class);

  private final TrainingStates states;
  private final Fence fence;
  private final TrainingState identity;
  private final Schedule schedule;
  private final InstantSource clock;
  private long savedStep;
  private long triedStep;
  private long triedAt = System.nanoTime();
  private boolean atOnce;

  /** How often a run saves its state, apart from its versions and its end. */
  public interface Schedule {
    /** Whether a save is due after so many steps and so much time since the last attempt. */
    boolean due(long steps, Duration elapsed);

    static Schedule every(Duration interval) {
      return (steps, elapsed) -> elapsed.compareTo(interval) >= 0;
    }

    static Schedule everySteps(long stepCount) {
      return (steps, elapsed) -> steps >= stepCount;
    }
  }

  /**
   * @param identity the constant fields of the run's states: recipe, settings, data set, seed
   */
  public StateSaver(
      TrainingStates states,
      Fence fence,
      TrainingState identity,
      Schedule schedule,
      InstantSource clock) {
    this.states = states;
    this.fence = fence;
    this.identity = identity;
    this.schedule = schedule;
    this.clock = clock;
  }

  /** Begins after {@code step}, which the store holds already. */
  void begin(long step) {
    savedStep = step;
    triedStep = step;
    triedAt = System.nanoTime();
  }

  /**
   * Restores {@code pair} from the newest usable state, or to its beginning if there is none. The
   * next save is due after one step, so that a process that resumes the run knows its lower rates.
   *
   * @return the state's record; the default one at the beginning
   * @throws IOException if the store failed; the pair is unchanged
   */
  TrainingState goBack(AdversarialPair pair) throws IOException {
    Optional<SavedState> saved = ResumePoint.find(states, identity, pair.shapes());
    saved.ifPresentOrElse(pair::restore, pair::restart);
    begin(pair.step());
    atOnce = true;
    return saved.map(SavedState::record).orElse(TrainingState.getDefaultInstance());
  }

  /** Returns the step of the newest state that this object knows of; 0 if there is none. */
  long savedStep() {
    return savedStep;
  }

  boolean due(AdversarialPair pair) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - triedAt);
    return pair.step() > triedStep && (atOnce || schedule.due(pair.step() - triedStep, elapsed));
  }

  /**
   * Saves {@code pair}, unless this step was saved already. On failure older states remain.
   *
   * @param position the fields that the pair does not know: epoch and versions
   * @throws FencedException if another process owns the run
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
      log.debug("could not remove old states; the next save will try again", e);
    }
  }
}
