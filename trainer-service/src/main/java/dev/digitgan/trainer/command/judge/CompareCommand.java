package dev.digitgan.trainer.command.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.command.StoreOptions;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.trainer.command.options.OptionValues;
import dev.digitgan.trainer.command.options.TrainerStore;
import dev.digitgan.trainer.report.compare.RunComparison;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares runs. */
@Command(
    name = "compare",
    sortOptions = false,
    description = {
      "Compares runs by their manifests: the best version of each, how long it took, and how good"
          + " the last version is. Changes nothing in the store.",
      "",
      "Example: trainer-service compare --store file:///srv/digitgan --out compared seeds-",
      ""
    })
public final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final StoreOptions stores = StoreOptions.ofService();

  @Option(
      names = "--out",
      paramLabel = "DIRECTORY",
      description = "Writes runs.md and quality.svg, the quality over core-minutes, there.")
  private @Nullable Path out;

  @Parameters(
      paramLabel = "RUNS",
      arity = "0..*",
      description = "Beginnings of the runs' names. Unset: all runs of the model.")
  private List<String> names = new ArrayList<>();

  @Override
  public Integer call() {
    List<Manifest> manifests = manifests();
    if (manifests.isEmpty()) {
      throw new UserErrorException(
          "there is no version of %s in the store"
              .formatted(names.isEmpty() ? "the model" : "runs " + String.join(", ", names)));
    }
    RunComparison comparison = RunComparison.of(manifests);
    String table = comparison.table();
    spec.commandLine().getOut().print(table);
    spec.commandLine().getOut().flush();
    if (out != null) {
      OptionValues.write(out, "runs.md", table.getBytes(UTF_8));
      OptionValues.write(out, "quality.svg", comparison.chart().file().getBytes(UTF_8));
    }
    return ExitCode.OK;
  }

  private List<Manifest> manifests() {
    try (TrainerStore store = TrainerStore.reading(stores)) {
      return store.manifests().stream()
          .filter(
              manifest -> names.isEmpty() || names.stream().anyMatch(manifest.getRun()::startsWith))
          .toList();
    }
  }
}
