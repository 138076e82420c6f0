package dev.digitgan.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.trainer.optim.MomentumSettings;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("locale")
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
        "discriminator-shift|2",
        "value-range|0.0,1.0",
        "generator-learning-rate|2.0E-4",
        "generator-beta1|0.25",
        "discriminator-beta2|0.75",
        "discriminator-epsilon|1.0E-6",
        "generator-weight-decay|0.5",
        "average-half-life|1000",
        "decay|cosine:0.5:123456",
        "decay|steps:0.9:30080",
        "generator-initialization|xavier",
        "discriminator-initialization|uniform:0.05",
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
  void whatCouldNotBeSetBeforeIsRecordedWhereItIsSet() {
    Recipe recipe = Recipes.named("conv-ns");
    Map<String, String> recorded = RecipeSettings.recorded(recipe);
    assertThat(recorded).doesNotContainKey("discriminator-shift");
    assertThat(RecipeSettings.recipe("conv-ns", recorded)).isEqualTo(recipe);
    Recipe shifted = RecipeSettings.with(recipe, "discriminator-shift", "2");
    recorded = RecipeSettings.recorded(shifted);
    assertThat(recorded).containsEntry("discriminator-shift", "2");
    assertThat(RecipeSettings.recipe("conv-ns", recorded)).isEqualTo(shifted);
    assertThatThrownBy(() -> RecipeSettings.with(recipe, "discriminator-shift", "-1"))
        .hasMessage("images are shifted by -1 pixels, not from 0 to 8");
  }

  @Test
  void whatIsNotRecordedIsNamed() {
    Map<String, String> recorded = RecipeSettings.of(Recipes.named("conv-ns"));
    recorded.remove("packing");
    assertThatThrownBy(() -> RecipeSettings.recipe("conv-ns", recorded))
        .hasMessage("setting packing is not recorded");
  }

  @Test
  void anotherOptimizerHasOtherSettings() {
    Recipe recipe = Recipes.named("conv-ns");
    Recipe changed = RecipeSettings.with(recipe, "generator-optimizer", "momentum");
    changed = RecipeSettings.with(changed, "generator-momentum", "0.5,0.75");
    changed = RecipeSettings.with(changed, "generator-momentum-updates", "1000");
    changed = RecipeSettings.with(changed, "generator-greatest-norm", "2.5");

    assertThat(changed.game().generator().optimizer())
        .isEqualTo(new MomentumSettings(1e-3f, 0.5f, 0.75f, 1_000, 2.5f));
    Map<String, String> recorded = RecipeSettings.of(changed);
    assertThat(recorded)
        .containsEntry("generator-learning-rate", "0.001")
        .doesNotContainKey("generator-beta1")
        .containsKey("discriminator-beta1");
    assertThat(RecipeSettings.recipe("conv-ns", recorded)).isEqualTo(changed);
    Recipe without = changed;
    assertThatThrownBy(() -> RecipeSettings.with(without, "generator-beta1", "0.5"))
        .hasMessageContaining("the recipe has no such setting; it has ");
  }

  @Test
  void settingsAreInAnOrderInWhichEachCanBeSet() {
    assertThat(RecipeSettings.names())
        .containsAll(RecipeSettings.of(Recipes.named(Recipes.DEFAULT)).keySet())
        .containsSubsequence("generator-optimizer", "generator-beta1", "generator-momentum");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "decay|cosine|'cosine' is not a decay, e.g. cosine:0.05 or steps:0.9:30080",
        "decay|steps:0.9|the decay takes 0 images",
        "decay|cosine:1.5|the rate's factor is 1.5, not from 0 to 1",
        "decay|line:0.5|'line' is not one of cosine, steps",
        "generator-initialization|uniform|UNIFORM within 0.0",
        "generator-initialization|xavier:1|XAVIER within 1.0",
        "generator-optimizer|sgd|'sgd' is not one of adam, momentum",
        "objective|maximin|'maximin' is not one of non-saturating, minimax, relativistic",
      })
  void whatIsNoValueIsNamed(String setting, String value, String message) {
    assertThatThrownBy(() -> RecipeSettings.with(Recipes.named("conv-ns"), setting, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
