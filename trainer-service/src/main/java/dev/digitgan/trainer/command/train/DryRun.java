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
import dev.digitgan.trainer.report.Durations;
import dev.digitgan.trainer.report.RunFiles;
import dev.digitgan.trainer.run.RunPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Prints what a run would do, and writes nothing else.
 *
 * @param all the images of which the run is trained on some
 * @param judged how versions are judged, in words
 */
record DryRun(RunContext run, DigitSet all, String judged) {
  private static final Duration WARM_UP = Duration.ofSeconds(1);
  private static final Duration TIMED = Duration.ofSeconds(1);
  private static final int FEWEST_TIMED = 5;

  /** Training does not wait for a GPU after each round either. */
  private static final int ROUNDS_OF_READING = 32;

  /**
   * Plays some rounds of {@code pair}, which is at its beginning, and prints.
   *
   * @throws UserErrorException if the run could not begin
   */
  void print(AdversarialPair pair, PrintWriter out) {
    RunPlan plan = run.plan();
    Provenance provenance = run.provenance();
    TrainerStore store = run.store();
    Optional<TrainingState> from = RunOpening.look(run, pair);
    long stepsPerEpoch = plan.stepsPerEpoch(run.data().count());
    long steps = plan.epochs() * stepsPerEpoch;
    long left = Math.max(0, steps - from.map(TrainingState::getStep).orElse(0L));
    say(out, "A dry run: nothing is written.");
    say(out, "");
    say(out, "run       %s, %s", plan.run(), beginning(from));
    DigitSet data = run.data();
    say(out, "data      %s, %s", data.name(), data.digest());
    say(
        out,
        "          %d images of %d to train on; the last %d of all are held out",
        data.count(),
        all.count(),
        all.heldOut().count());
    say(
        out,
        "device    %s, %d thread(s) an operation, %s",
        provenance.deviceName(),
        provenance.threadCount(),
        EngineIdentity.engine());
    say(
        out,
        "epochs    %d of %d steps: %d steps, %d of them to do%s",
        plan.epochs(),
        stepsPerEpoch,
        steps,
        left,
        plan.timeLimit().map(limit -> ", within " + Durations.text(limit)).orElse(""));
    Duration each = timed(pair);
    say(
        out,
        "time      about %s to train at %.1f steps/s, as measured now, plus judging and publishing",
        Durations.text(each.multipliedBy(left)),
        1e9 / each.toNanos());
    say(
        out,
        "store     %s, model %s; no object was written to test it",
        store.store(),
        store.keys().model());
    say(
        out,
        "versions  every %d epoch(s) and at the end, the next is %s",
        plan.publishEveryEpochs(),
        nextVersion());
    say(out, "judged    %s", judged);
    printFiles(out);
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

  private void printFiles(PrintWriter out) {
    RunFiles files = new RunFiles(run.folder());
    say(out, "writes    %s", files.report());
    say(out, "          %s, %s", name(files.losses()), name(files.accuracies()));
    say(
        out,
        "          %s, %s, %s",
        name(files.history()),
        name(files.versions()),
        name(files.alarms()));
    say(
        out,
        "          %s, ..., %s, events.out.tfevents.*",
        name(files.sheet(1)),
        name(files.nearest()));
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
