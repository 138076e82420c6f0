package dev.digitgan.trainer;

import dev.digitgan.network.ValueRange;
import dev.digitgan.runtime.command.UserErrorException;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.recipe.Recipes;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Picocli mixin: the recipe, and what of it is set otherwise. */
final class RecipeOptions {
  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      defaultValue = "${env:DIGITGAN_RECIPE:-" + Recipes.DEFAULT + "}",
      description = {
        "What is trained and how: conv-ns (convolutional, digits within minutes) or mlp-gelu"
            + " (fully connected).",
        "DIGITGAN_RECIPE; now ${DEFAULT-VALUE}."
      })
  private String name = "";

  @Option(
      names = "--batch",
      paramLabel = "IMAGES",
      defaultValue = "${env:DIGITGAN_BATCH:-" + Option.NULL_VALUE + "}",
      description = {"Images of a step; the recipe's own unless set.", "DIGITGAN_BATCH."})
  private @Nullable Integer batchSize;

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
  private @Nullable Integer discriminatorSteps;

  @Option(
      names = "--value-range",
      paramLabel = "MIN,MAX",
      defaultValue = "${env:DIGITGAN_VALUE_RANGE:-" + Option.NULL_VALUE + "}",
      converter = RangeConverter.class,
      description = {
        "The numbers that black and white stand for, in real images and in the generator's output;"
            + " the recipe's own unless set.",
        "DIGITGAN_VALUE_RANGE."
      })
  private @Nullable ValueRange valueRange;

  Recipe recipe() {
    Recipe recipe = checked("--recipe", name, Recipes::named);
    recipe = batchSize == null ? recipe : checked("--batch", batchSize, recipe::withBatchSize);
    recipe =
        discriminatorSteps == null
            ? recipe
            : checked("--discriminator-steps", discriminatorSteps, recipe::withDiscriminatorSteps);
    Recipe chosen = recipe;
    return valueRange == null ? chosen : checked("--value-range", valueRange, chosen::withRange);
  }

  /** Two numbers and a comma. */
  static final class RangeConverter implements ITypeConverter<ValueRange> {
    @Override
    public ValueRange convert(String text) {
      String[] ends = text.split(",", -1);
      try {
        if (ends.length == 2) {
          return new ValueRange(Float.parseFloat(ends[0]), Float.parseFloat(ends[1]));
        }
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + text + "': " + e.getMessage());
      }
      throw new TypeConversionException("'" + text + "' is not two numbers, e.g. -1,1");
    }
  }

  private static <T> Recipe checked(String option, T value, Function<T, Recipe> recipe) {
    try {
      return recipe.apply(value);
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(option + ": " + e.getMessage(), e);
    }
  }
}
