package dev.digitgan.trainer.command.train;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.network.Layer;
import dev.digitgan.network.LayerStack;
import dev.digitgan.runtime.engine.EngineIdentity;
import dev.digitgan.trainer.command.options.TrainerStore;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.pair.AdversarialPair;
import dev.digitgan.trainer.pair.DivergedException;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.recipe.RecipeSettings;
import dev.digitgan.trainer.report.ProgressDisplay;
import dev.digitgan.trainer.report.RunFiles;
import dev.digitgan.trainer.run.RunPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Prints what a run on some of the images {@code all} would do, and writes nothing else. */
record DryRun(RunContext run, DigitSet all, String judged) {
  private static final Duration WARM_UP = Duration.ofSeconds(1);
  private static final Duration TIMED = Duration.ofSeconds(1);
  private static final int FEWEST_TIMED = 5;

  /** Training does not wait for a GPU after each round either. */
  private static final int ROUNDS_OF_READING = 32;

  /** Plays some rounds of {@code pair}, which is at its beginning, and prints. */
  void print(AdversarialPair pair, PrintWriter out) {
    RunPlan plan = run.plan();
    Provenance provenance = run.provenance();
    TrainerStore store = run.store();
    Optional<TrainingState> from = RunOpening.look(run, pair);
    long stepsPerEpoch = plan.stepsPerEpoch(run.data().count());
    long steps = plan.epochs() * stepsPerEpoch;
    long left = Math.max(0, steps - from.map(TrainingState::getStep).orElse(0L));
    DigitSet data = run.data();
    Duration each = timed(pair);
    RunFiles files = new RunFiles(run.folder());
    say(
        out,
        """
        A dry run: nothing is written.

        run       %s, %s
        data      %s, %s
                  %d images of %d to train on; the last %d of all are held out
        device    %s, %d thread(s) an operation, %s
        epochs    %d of %d steps: %d steps, %d of them to do%s
        time      about %s to train at %.1f steps/s, as measured now, plus judging and publishing
        store     %s, model %s; no object was written to test it
        versions  every %d epoch(s) and at the end, the next is %s
        judged    %s
        writes    %s
                  %s, %s
                  %s, %s, %s
                  %s, ..., %s, events.out.tfevents.*
        """,
        plan.run(),
        beginning(from),
        data.name(),
        data.digest(),
        data.count(),
        all.count(),
        all.heldOut().count(),
        provenance.deviceName(),
        provenance.threadCount(),
        EngineIdentity.engine(),
        plan.epochs(),
        stepsPerEpoch,
        steps,
        left,
        plan.timeLimit().map(limit -> ", within " + ProgressDisplay.text(limit)).orElse(""),
        ProgressDisplay.text(each.multipliedBy(left)),
        1e9 / each.toNanos(),
        store.store(),
        store.keys().model(),
        plan.publishEveryEpochs(),
        nextVersion(),
        judged,
        files.report(),
        name(files.losses()),
        name(files.accuracies()),
        name(files.history()),
        name(files.versions()),
        name(files.alarms()),
        name(files.sheet(1)),
        name(files.nearest()));
    Recipe recipe = plan.recipe();
    say(out, "");
    print(out, "generator", recipe.generator().stack());
    print(out, "discriminator", recipe.discriminator());
    say(out, "settings of %s", recipe.name());
    RecipeSettings.of(recipe).forEach((name, value) -> say(out, "  %s=%s", name, value));
    out.flush();
  }

  private static String beginning(Optional<TrainingState> from) {
    return from.map(
            state ->
                String.format(
                    Locale.ROOT,
                    "resumes after step %d, saved by owner %d",
                    state.getStep(),
                    state.getOwner()))
        .orElse("a new run");
  }

  private String nextVersion() {
    try {
      return Long.toString(run.store().reader().latest().map(Version::number).orElse(0L) + 1);
    } catch (IOException e) {
      throw new UserErrorException("--store: cannot be read: " + e, e);
    }
  }

  private static Duration timed(AdversarialPair pair) {
    try {
      rounds(pair, WARM_UP, 1); // The first rounds are slower than later ones.
      long began = System.nanoTime();
      int rounds = rounds(pair, TIMED, FEWEST_TIMED);
      return Duration.ofNanos((System.nanoTime() - began) / rounds);
    } catch (DivergedException e) {
      throw UserErrorException.of(e);
    }
  }

  /** Plays at least that long and that many rounds, and returns their number. */
  private static int rounds(AdversarialPair pair, Duration length, int fewest)
      throws DivergedException {
    long began = System.nanoTime();
    int rounds = 0;
    do {
      pair.playRound();
      rounds++;
      if (rounds % ROUNDS_OF_READING == 0) {
        pair.readFigures();
      }
    } while (rounds < fewest || System.nanoTime() - began < length.toNanos());
    pair.readFigures();
    return rounds;
  }

  private static Path name(Path file) {
    return file.getFileName();
  }

  private static void print(PrintWriter out, String name, LayerStack stack) {
    long parameters =
        stack.tensors().values().stream().mapToLong(tensor -> tensor.shape().size()).sum();
    say(out, "%s: %s to %s, %d numbers", name, stack.inputShape(), stack.outputShape(), parameters);
    Shape shape = stack.inputShape();
    for (int i = 0; i < stack.layers().size(); i++) {
      Layer layer = stack.layers().get(i);
      shape = layer.outputShape(shape);
      long own = layer.tensors().stream().mapToLong(tensor -> tensor.shape().size()).sum();
      say(out, "  %2d  %-66s %-14s %d", i, layer, shape, own);
    }
  }

  private static void say(PrintWriter out, String form, Object... values) {
    out.println(String.format(Locale.ROOT, form, values).stripTrailing());
  }
}
