package dev.digitgan.trainer.command.train;

import dev.digitgan.trainer.recipe.RecipeSettings;
import dev.digitgan.trainer.recipe.Recipes;
import dev.digitgan.trainer.run.RunPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shell commands that repeat a run or a version. */
final class CommandText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,+@%-]+");

  private CommandText() {}

  /** Returns the command that trains a run to the same numbers; {@code data} names its images. */
  static String train(Provenance provenance, List<String> data) {
    RunPlan plan = provenance.plan();
    List<String> words = new ArrayList<>(List.of("trainer-service", "train"));
    words.addAll(List.of("--recipe", plan.recipe().name()));
    Map<String, String> usual = RecipeSettings.of(Recipes.named(plan.recipe().name()));
    RecipeSettings.of(plan.recipe())
        .forEach(
            (name, value) -> {
              if (!value.equals(usual.get(name))) {
                words.addAll(List.of("--set", name + "=" + value));
              }
            });
    words.addAll(data);
    words.addAll(List.of("--seed", Long.toString(plan.seed())));
    words.addAll(List.of("--epochs", Integer.toString(plan.epochs())));
    plan.epochImages()
        .ifPresent(images -> words.addAll(List.of("--epoch-images", images.toString())));
    if (plan.publishEveryEpochs() != 1) {
      words.addAll(List.of("--publish-every", Integer.toString(plan.publishEveryEpochs())));
    }
    words.addAll(List.of("--threads", Integer.toString(provenance.threadCount())));
    words.addAll(List.of("--device", provenance.deviceName()));
    return line(words);
  }

  /** Returns the command that trains a version again from its manifest, without its number. */
  static String replay(String store, String model, List<String> data) {
    List<String> words = new ArrayList<>(List.of("trainer-service", "replay"));
    for (int i = 0; i < data.size(); i += 2) {
      // The manifest has their number.
      if (!data.get(i).equals("--train-images")) {
        words.addAll(data.subList(i, i + 2));
      }
    }
    words.addAll(List.of("--store", store, "--model", model));
    return line(words);
  }

  static String line(List<String> words) {
    return words.stream().map(CommandText::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
