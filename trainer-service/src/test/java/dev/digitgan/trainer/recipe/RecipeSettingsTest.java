package dev.digitgan.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class RecipeSettingsTest {
  static Stream<String> recipes() {
    return Recipes.all().stream().map(source -> source.recipe().name());
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void aRecipeIsMadeAgainFromWhatIsRecordedOfIt(String name) {
    Recipe recipe = Recipes.named(name);
    assertThat(RecipeSettings.recipe(name, RecipeSettings.of(recipe))).isEqualTo(recipe);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "objective|relativistic",
        "batch|32",
        "discriminator-steps|3",
        "value-range|0.0,1.0",
        "generator-learning-rate|2.0E-4",
        "generator-beta1|0.25",
        "discriminator-beta2|0.75",
        "discriminator-epsilon|1.0E-6",
        "generator-weight-decay|0.5",
        "average-half-life|1000",
        "decay-last-rate|0.5",
        "decay-images|123456",
        "gradient-penalty|3.0,0.5",
        "gradient-penalty-every|4",
      })
  void aSettingChangesWhatItNamesAndNothingElse(String setting, String value) {
    Recipe recipe = Recipes.named("conv-ns");
    Map<String, String> expected = new TreeMap<>(RecipeSettings.of(recipe));
    assertThat(expected.put(setting, value)).isNotNull().isNotEqualTo(value);

    Recipe changed = RecipeSettings.with(recipe, setting, value);

    assertThat(RecipeSettings.of(changed)).isEqualTo(expected);
    assertThat(RecipeSettings.recipe("conv-ns", expected)).isEqualTo(changed);
  }

  @Test
  void whatIsNotRecordedIsNamed() {
    Map<String, String> recorded = RecipeSettings.of(Recipes.named("conv-ns"));
    recorded.remove("packing");
    assertThatThrownBy(() -> RecipeSettings.recipe("conv-ns", recorded))
        .hasMessage("setting packing is not recorded");
  }

  @Test
  void everySettingHasAName() {
    Recipe recipe = Recipes.named(Recipes.DEFAULT);
    assertThat(RecipeSettings.of(recipe)).containsOnlyKeys(RecipeSettings.names());
  }
}
