package dev.digitgan.trainer.run;

import ai.djl.ndarray.types.Shape;
import com.google.protobuf.util.Timestamps;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.run.Fence;
import dev.digitgan.checkpoint.run.Fence.FencedException;
import dev.digitgan.checkpoint.run.TrainingStates;
import dev.digitgan.checkpoint.run.TrainingStates.SavedState;
import dev.digitgan.checkpoint.v1.DataSet;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.trainer.pair.AdversarialPair;
import dev.digitgan.trainer.pair.DivergedException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves and finds the states from which a run can be resumed, and removes all but the newest. */
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
   * Restores {@code pair} from the newest usable state, or to its beginning. Returns that state.
   * The next save is due after one step, so that a process that resumes the run knows its lower
   * rates. If the store fails, the pair is unchanged.
   */
  TrainingState goBack(AdversarialPair pair) throws IOException {
    Optional<SavedState> saved = find(states, identity, pair.shapes());
    saved.ifPresentOrElse(pair::restore, pair::restart);
    begin(pair.step());
    atOnce = true;
    return saved.map(SavedState::record).orElse(TrainingState.getDefaultInstance());
  }

  /**
   * Returns the newest usable state; empty if there is none, so that the run begins again.
   *
   * @param identity the settings with which the run is resumed
   * @throws IOException if a state may become readable, so that the run must not begin again
   * @throws IllegalArgumentException if the run began with other settings; the message names them
   */
  public static Optional<SavedState> find(
      TrainingStates states, TrainingState identity, Map<String, Shape> shapes) throws IOException {
    @Nullable IOException unread = null;
    for (long step : states.steps()) {
      try {
        TrainingState record = states.record(step);
        requireSame(record, identity);
        return Optional.of(states.load(record, shapes));
      } catch (CheckpointException e) {
        log.warn(
            "the state of run {} after step {} is unusable, trying the one before: {}",
            identity.getRun(),
            step,
            e.getMessage());
      } catch (IOException e) {
        log.warn(
            "the state of run {} after step {} cannot be read, trying the one before: {}",
            identity.getRun(),
            step,
            e.toString());
        unread = unread == null ? e : unread;
      }
    }
    if (unread != null) {
      throw unread;
    }
    return Optional.empty();
  }

  private static void requireSame(TrainingState saved, TrainingState identity) {
    List<String> differences = new ArrayList<>();
    compare(differences, "recipe", saved.getRecipe(), identity.getRecipe());
    compare(differences, "seed", Long.toString(saved.getSeed()), Long.toString(identity.getSeed()));
    compare(differences, "data set", text(saved.getDataSet()), text(identity.getDataSet()));
    TreeSet<String> names = new TreeSet<>(saved.getSettingsMap().keySet());
    names.addAll(identity.getSettingsMap().keySet());
    for (String name : names) {
      compare(
          differences,
          name,
          saved.getSettingsOrDefault(name, "unset"),
          identity.getSettingsOrDefault(name, "unset"));
    }
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "run %s began with %s; resume it with the same settings, or choose another --run"
              .formatted(identity.getRun(), String.join(", ", differences)));
    }
  }

  private static String text(DataSet data) {
    return data.getName() + " " + data.getDigest();
  }

  private static void compare(List<String> differences, String name, String saved, String now) {
    if (!saved.equals(now)) {
      differences.add("%s %s (now %s)".formatted(name, saved, now));
    }
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
