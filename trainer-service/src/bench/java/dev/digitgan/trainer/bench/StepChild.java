package dev.digitgan.trainer.bench;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.testing.bench.JsonLines;
import dev.digitgan.trainer.bench.Contestant.Kind;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.EmbeddedDigits;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.recipe.Recipes;
import java.io.IOException;
import java.util.Map;

/** The process of a contestant: plays rounds for as long as each question says. */
final class StepChild {
  private static final int IMAGES = 5_000;

  private StepChild() {}

  /** A request to play for {@code millis}, and to profile that if {@code profiled}. */
  record Question(long millis, boolean profiled) {}

  /** The number of steps, their time and its profile. */
  record Played(long steps, long nanos, Map<String, Double> shares) {
    double stepsPerSecond() {
      return steps * 1e9 / nanos;
    }
  }

  public static void main(String[] args) throws IOException {
    Recipe recipe = Recipes.named(args[1]);
    new EngineSettings(Integer.parseInt(args[2]), 1).apply();
    Engine.getEngine("PyTorch");
    JniUtils.setGradMode(true);
    DigitSet data = EmbeddedDigits.draw(1, Split.TRAIN, IMAGES);
    try (Steps steps = steps(Kind.valueOf(args[0]), recipe, data)) {
      JsonLines.answer(Question.class, question -> play(steps, question));
    }
    System.exit(0);
  }

  private static Steps steps(Kind kind, Recipe recipe, DigitSet data) {
    return switch (kind) {
      case OURS -> OurSteps.of(recipe, data);
      case STOCK -> StockSteps.of(recipe, data);
      case PRODUCTS -> ProductSteps.of(recipe);
      case PYTHON -> throw new IllegalArgumentException("Python has a program of its own");
    };
  }

  private static Played play(Steps steps, Question question) {
    if (!question.profiled()) {
      return play(steps, question.millis(), Map.of());
    }
    StackSampler sampler = StackSampler.watchCaller();
    Played played;
    try (sampler) {
      played = play(steps, question.millis(), Map.of());
    }
    return new Played(played.steps(), played.nanos(), sampler.shares());
  }

  private static Played play(Steps steps, long millis, Map<String, Double> shares) {
    long begin = System.nanoTime();
    long now;
    long played = 0;
    do {
      steps.play();
      played++;
      now = System.nanoTime();
    } while (now - begin < millis * 1_000_000);
    return new Played(played, now - begin, shares);
  }
}
