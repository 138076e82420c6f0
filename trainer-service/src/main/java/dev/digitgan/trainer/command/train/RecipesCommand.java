package dev.digitgan.trainer.command.train;

import dev.digitgan.trainer.command.options.OptionValues;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.recipe.RecipeSettings;
import dev.digitgan.trainer.recipe.RecipeSource;
import dev.digitgan.trainer.recipe.Recipes;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists recipes. */
@Command(
    name = "recipes",
    description = {"Lists the recipes, or all settings of one by their names for train --set.", ""})
public final class RecipesCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..1", paramLabel = "RECIPE", description = "Whose settings to list.")
  private @Nullable String name;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    String one = name;
    if (one == null) {
      for (RecipeSource source : Recipes.all()) {
        out.printf("%-14s %s%n", source.recipe().name(), source.description());
      }
    } else {
      Recipe recipe = OptionValues.checked("recipes", () -> Recipes.named(one));
      Map<String, String> settings = RecipeSettings.of(recipe);
      RecipeSettings.names().stream()
          .filter(settings::containsKey)
          .forEach(setting -> out.printf("%s=%s%n", setting, settings.get(setting)));
    }
    out.flush();
  }
}
