package dev.digitgan.trainer.command.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.recipe.Recipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The runs of docs/make-recipes can be made, and docs/recipes.md has a place for each of them. */
class DocumentedRunsTest {
  private static final Path DOCS = Path.of("..", "docs");

  /** A line of the script's list. */
  private record DocumentedRun(String group, String name, String model, Recipe recipe) {
    static DocumentedRun of(String line) {
      List<String> words = List.of(line.split(" "));
      assertThat(Integer.parseInt(words.get(3))).as(line).isPositive();
      RecipeOptions options = new RecipeOptions();
      new CommandLine(options)
          .setUnmatchedArgumentsAllowed(true)
          .parseArgs(words.subList(4, words.size()).toArray(String[]::new));
      return new DocumentedRun(words.get(0), words.get(1), words.get(2), options.recipe());
    }
  }

  private static List<DocumentedRun> runs() throws IOException {
    List<DocumentedRun> runs =
        Files.readAllLines(DOCS.resolve("make-recipes")).stream()
            .dropWhile(line -> !line.endsWith("<<'RUNS'"))
            .skip(1)
            .takeWhile(line -> !line.equals("RUNS"))
            .map(DocumentedRun::of)
            .toList();
    assertThat(runs).isNotEmpty();
    return runs;
  }

  @Test
  void everyRecipeIsTrained() throws IOException {
    Set<String> trained = new HashSet<>();
    runs().forEach(run -> trained.add(run.recipe().name()));
    // The quick start's has figures of its own in docs/training.md.
    trained.add("conv-ns");
    assertThat(trained)
        .containsExactlyInAnyOrderElementsOf(
            Recipes.all().stream().map(source -> source.recipe().name()).toList());
  }

  @Test
  void theBestVersionOfARunIsFoundByItsNameAlone() throws IOException {
    List<DocumentedRun> runs = runs();
    for (DocumentedRun run : runs) {
      assertThat(runs.stream().filter(other -> other.name().startsWith(run.name()))).hasSize(1);
    }
  }

  @Test
  @Tag("ci")
  void runsOfAGroupAreJudgedTogether() throws IOException {
    for (DocumentedRun run : runs()) {
      assertThat(runs())
          .filteredOn(other -> other.group().equals(run.group()))
          .allSatisfy(
              other -> {
                assertThat(other.model()).isEqualTo(run.model());
                assertThat(other.recipe().generator().shape())
                    .isEqualTo(run.recipe().generator().shape());
              });
    }
  }

  @Test
  void thePageHasAPlaceForWhatIsFound() throws IOException {
    List<String> page = Files.readAllLines(DOCS.resolve("recipes.md"));
    for (DocumentedRun run : runs()) {
      for (String place : List.of(run.group() + "-figures", run.group() + "-runs")) {
        int begin = page.indexOf("<!-- begin " + place + " -->");
        assertThat(begin).as(place).isNotNegative();
        assertThat(page.indexOf("<!-- end " + place + " -->")).as(place).isGreaterThan(begin);
      }
    }
  }
}
