package dev.digitgan.trainer;

import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.optim.AdamSettings;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.recipe.Recipes;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings that numbers depend on, by name, as they stand in manifests and states: a recipe's
 * there, and back.
 */
final class NumericSettings {
  static final String DEVICE = "device";
  static final String DEVICE_FAMILY = "device-family";
  static final String ENGINE = "engine";
  static final String THREADS = "threads";

  private static final String BATCH = "batch";
  private static final String DISCRIMINATOR_STEPS = "discriminator-steps";
  private static final String VALUE_RANGE = "value-range";

  private NumericSettings() {}

  static Map<String, String> of(Recipe recipe) {
    Map<String, String> settings = new TreeMap<>();
    ValueRange range = recipe.generator().range();
    settings.put(BATCH, Integer.toString(recipe.batchSize()));
    settings.put(DISCRIMINATOR_STEPS, Integer.toString(recipe.discriminatorSteps()));
    settings.put(VALUE_RANGE, range.min() + "," + range.max());
    put(settings, "generator", recipe.generatorAdam());
    put(settings, "discriminator", recipe.discriminatorAdam());
    return settings;
  }

  /**
   * The recipe {@code name} as it was set.
   *
   * @throws IllegalArgumentException if there is no such recipe here, or a setting is missing or
   *     none; the message names it
   */
  static Recipe recipe(String name, Map<String, String> settings) {
    String[] range = text(settings, VALUE_RANGE).split(",", -1);
    if (range.length != 2) {
      throw new IllegalArgumentException(VALUE_RANGE + " is '" + settings.get(VALUE_RANGE) + "'");
    }
    return Recipes.named(name)
        .withBatchSize(integer(settings, BATCH))
        .withDiscriminatorSteps(integer(settings, DISCRIMINATOR_STEPS))
        .withRange(new ValueRange(number(VALUE_RANGE, range[0]), number(VALUE_RANGE, range[1])))
        .withAdam(adam(settings, "generator"), adam(settings, "discriminator"));
  }

  static int integer(Map<String, String> settings, String name) {
    try {
      return Integer.parseInt(text(settings, name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is '" + settings.get(name) + "'", e);
    }
  }

  private static void put(Map<String, String> settings, String player, AdamSettings adam) {
    settings.put(player + "-learning-rate", Float.toString(adam.learningRate()));
    settings.put(player + "-beta1", Float.toString(adam.beta1()));
    settings.put(player + "-beta2", Float.toString(adam.beta2()));
    settings.put(player + "-epsilon", Float.toString(adam.epsilon()));
    settings.put(player + "-weight-decay", Float.toString(adam.weightDecay()));
  }

  private static AdamSettings adam(Map<String, String> settings, String player) {
    return new AdamSettings(
        number(settings, player + "-learning-rate"),
        number(settings, player + "-beta1"),
        number(settings, player + "-beta2"),
        number(settings, player + "-epsilon"),
        number(settings, player + "-weight-decay"));
  }

  private static float number(Map<String, String> settings, String name) {
    return number(name, text(settings, name));
  }

  private static float number(String name, String text) {
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is '" + text + "'", e);
    }
  }

  /** IllegalArgumentException where it is not recorded. */
  static String text(Map<String, String> settings, String name) {
    String text = settings.get(name);
    if (text == null) {
      throw new IllegalArgumentException("setting " + name + " is not recorded");
    }
    return text;
  }
}
