package dev.digitgan.trainer.command.train;

import dev.digitgan.command.MisuseException;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.recipe.RecipeSettings;
import dev.digitgan.trainer.recipe.Recipes;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Picocli mixin: the recipe, and what of it is set otherwise. */
final class RecipeOptions {
  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      defaultValue = "${env:DIGITGAN_RECIPE:-" + Recipes.DEFAULT + "}",
      description = {
        "What is trained and how; the command recipes lists them.",
        "DIGITGAN_RECIPE; now ${DEFAULT-VALUE}."
      })
  private String name = "";

  @Option(
      names = "--batch",
      paramLabel = "IMAGES",
      defaultValue = "${env:DIGITGAN_BATCH:-" + Option.NULL_VALUE + "}",
      description = {"Images of a step; the recipe's own unless set.", "DIGITGAN_BATCH."})
  private @Nullable String batchSize;

  @Option(
      names = "--discriminator-steps",
      paramLabel = "K",
      defaultValue = "${env:DIGITGAN_DISCRIMINATOR_STEPS:-" + Option.NULL_VALUE + "}",
      description = {
        "Updates of the discriminator for each update of the generator; the recipe's own unless"
            + " set. The first judges the fakes that the generator has just learned from, each"
            + " further one fresh fakes; all see fresh real images.",
        "DIGITGAN_DISCRIMINATOR_STEPS."
      })
  private @Nullable String discriminatorSteps;

  @Option(
      names = "--value-range",
      paramLabel = "MIN,MAX",
      defaultValue = "${env:DIGITGAN_VALUE_RANGE:-" + Option.NULL_VALUE + "}",
      description = {
        "The numbers that black and white stand for, in real images and in the generator's output;"
            + " the recipe's own unless set.",
        "DIGITGAN_VALUE_RANGE."
      })
  private @Nullable String valueRange;

  @Option(
      names = "--set",
      paramLabel = "SETTING=VALUE",
      defaultValue = "${env:DIGITGAN_SET:-" + Option.NULL_VALUE + "}",
      split = ";",
      description = {
        "Any other setting of the recipe, by the name under which manifests record it, e.g."
            + " generator-learning-rate=2e-4; more than once, or several divided by semicolons."
            + " The command recipes lists them.",
        "DIGITGAN_SET."
      })
  private @Nullable List<String> settings;

  Recipe recipe() {
    Recipe recipe = checked("--recipe", () -> Recipes.named(name));
    recipe = with(recipe, "--batch", "batch", batchSize);
    recipe = with(recipe, "--discriminator-steps", "discriminator-steps", discriminatorSteps);
    recipe = with(recipe, "--value-range", "value-range", valueRange);
    for (String assignment : settings == null ? List.<String>of() : settings) {
      int equals = assignment.indexOf('=');
      if (equals < 0) {
        throw new MisuseException(
            "--set: '" + assignment + "' is no SETTING=VALUE, e.g. generator-learning-rate=2e-4");
      }
      String setting = assignment.substring(0, equals).strip();
      recipe = with(recipe, "--set " + setting, setting, assignment.substring(equals + 1));
    }
    return recipe;
  }

  private static Recipe with(Recipe recipe, String option, String setting, @Nullable String value) {
    return value == null
        ? recipe
        : checked(option, () -> RecipeSettings.with(recipe, setting, value.strip()));
  }

  static Recipe checked(String option, Supplier<Recipe> recipe) {
    try {
      return recipe.get();
    } catch (IllegalArgumentException e) {
      throw new MisuseException(option + ": " + e.getMessage(), e);
    }
  }
}
