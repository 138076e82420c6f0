package dev.digitgan.trainer.run;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.run.SavedState;
import dev.digitgan.checkpoint.run.TrainingStates;
import dev.digitgan.checkpoint.v1.TrainingState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a run that was begun before goes on. */
public final class ResumePoint {
  private static final Logger log = LoggerFactory.getLogger(ResumePoint.class);

  private ResumePoint() {}

  /**
   * The newest state that can be loaded; empty at the beginning of a run, and where none can be:
   * what was begun before is then begun again.
   *
   * @param identity what the run is to be
   * @param shapes of the tensors of its pair
   * @throws IOException if the store does not list them, or none can be loaded and one could not be
   *     read: nothing is begun again then
   * @throws IllegalArgumentException if the run was begun as another; the message says in what they
   *     differ
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
            "the state of run {} after step {} cannot be used, trying the one before: {}",
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
    compare(
        differences,
        "data set",
        saved.getDataSet().getName() + " " + saved.getDataSet().getDigest(),
        identity.getDataSet().getName() + " " + identity.getDataSet().getDigest());
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
          "run %s was begun with %s; go on with what it was begun with, or choose another --run"
              .formatted(identity.getRun(), String.join(", ", differences)));
    }
  }

  private static void compare(List<String> differences, String name, String saved, String now) {
    if (!saved.equals(now)) {
      differences.add("%s %s, which is %s now".formatted(name, saved, now));
    }
  }
}
