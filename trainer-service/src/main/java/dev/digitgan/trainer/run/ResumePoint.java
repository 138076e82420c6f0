package dev.digitgan.trainer.run;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.run.TrainingStates;
import dev.digitgan.checkpoint.run.TrainingStates.SavedState;
import dev.digitgan.checkpoint.v1.DataSet;
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

/** Finds the state from which a run is resumed. */
public final class ResumePoint {
  private static final Logger log = LoggerFactory.getLogger(ResumePoint.class);

  private ResumePoint() {}

  /**
   * Returns the newest usable state. Empty if there is none: then the run begins again.
   *
   * @param identity the settings with which the run is resumed
   * @param shapes the shapes of the tensors of its pair
   * @throws IOException if the states cannot be listed, or if none is usable and one could not be
   *     read: it may become readable, so the run must not begin again
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
}
