package dev.digitgan.trainer.command.train;

import dev.digitgan.command.MisuseException;
import dev.digitgan.trainer.command.options.OptionValues;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.recipe.RecipeSettings;
import dev.digitgan.trainer.recipe.Recipes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Picocli mixin: the recipe, with changed settings. */
final class RecipeOptions {
  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      defaultValue = "${env:DIGITGAN_RECIPE:-" + Recipes.DEFAULT + "}",
      description = {
        "The networks and the rules of training; the command recipes lists all recipes.",
        "DIGITGAN_RECIPE; now ${DEFAULT-VALUE}."
      })
  private String name = "";

  @Option(
      names = "--batch",
      paramLabel = "IMAGES",
      defaultValue = "${env:DIGITGAN_BATCH:-" + Option.NULL_VALUE + "}",
      description = {"Images of a step. Unset: the recipe's.", "DIGITGAN_BATCH."})
  private @Nullable String batchSize;

  @Option(
      names = "--discriminator-steps",
      paramLabel = "K",
      defaultValue = "${env:DIGITGAN_DISCRIMINATOR_STEPS:-" + Option.NULL_VALUE + "}",
      description = {
        "Updates of the discriminator for each update of the generator. Unset: the recipe's. The"
            + " first update uses the fakes that the generator was just trained on, each further one"
            + " uses fresh fakes; all use fresh real images.",
        "DIGITGAN_DISCRIMINATOR_STEPS."
      })
  private @Nullable String discriminatorSteps;

  @Option(
      names = "--value-range",
      paramLabel = "MIN,MAX",
      defaultValue = "${env:DIGITGAN_VALUE_RANGE:-" + Option.NULL_VALUE + "}",
      description = {
        "The numbers for black and white, in real images and in the generator's output. Unset: the"
            + " recipe's.",
        "DIGITGAN_VALUE_RANGE."
      })
  private @Nullable String valueRange;

  @Option(
      names = "--set",
      paramLabel = "SETTING=VALUE",
      defaultValue = "${env:DIGITGAN_SET:-" + Option.NULL_VALUE + "}",
      split = ";",
      description = {
        "Any other setting of the recipe, by its name in manifests, e.g."
            + " generator-learning-rate=2e-4; repeat the option, or separate settings by semicolons."
            + " The command recipes lists them.",
        "DIGITGAN_SET."
      })
  private @Nullable List<String> settings;

  Recipe recipe() {
    Recipe recipe = OptionValues.checked("--recipe", () -> Recipes.named(name));
    recipe = with(recipe, "--batch", "batch", batchSize);
    recipe = with(recipe, "--discriminator-steps", "discriminator-steps", discriminatorSteps);
    recipe = with(recipe, "--value-range", "value-range", valueRange);
    for (String assignment : settings == null ? List.<String>of() : settings) {
      int equals = assignment.indexOf('=');
      if (equals < 0) {
        throw new MisuseException(
            "--set: '" + assignment + "' is not SETTING=VALUE, e.g. generator-learning-rate=2e-4");
      }
      String setting = assignment.substring(0, equals).strip();
      recipe = with(recipe, "--set " + setting, setting, assignment.substring(equals + 1));
    }
    return recipe;
  }

  private static Recipe with(Recipe recipe, String option, String setting, @Nullable String value) {
    return value == null
        ? recipe
        : OptionValues.checked(option, () -> RecipeSettings.with(recipe, setting, value.strip()));
  }
}
