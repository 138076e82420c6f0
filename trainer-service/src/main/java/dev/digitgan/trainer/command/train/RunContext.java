package dev.digitgan.trainer.command.train;

import dev.digitgan.runtime.command.Shutdown;
import dev.digitgan.trainer.command.options.TrainerStore;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.run.RunBoard;
import dev.digitgan.trainer.run.RunPlan;
import java.nio.file.Path;
import java.time.InstantSource;

/** The objects that all parts of one run need; it does not own them. */
record RunContext(
    TrainerStore store,
    Provenance provenance,
    Path folder,
    RunBoard board,
    Shutdown shutdown,
    InstantSource clock) {

  RunPlan plan() {
    return provenance.plan();
  }

  Recipe recipe() {
    return plan().recipe();
  }

  DigitSet data() {
    return provenance.data();
  }
}
