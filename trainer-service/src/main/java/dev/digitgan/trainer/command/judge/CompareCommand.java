package dev.digitgan.trainer.command.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.ManifestScan;
import dev.digitgan.command.StoreOptions;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.runtime.command.Logging;
import dev.digitgan.trainer.command.options.TrainerStore;
import dev.digitgan.trainer.report.compare.CourseChart;
import dev.digitgan.trainer.report.compare.CourseTable;
import dev.digitgan.trainer.report.compare.RunCourse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lays runs side by side. */
@Command(
    name = "compare",
    sortOptions = false,
    description = {
      "Lays runs side by side: the best version of each, what it took, and where the run ended, as"
          + " their manifests say. Reads the store, and changes nothing.",
      "",
      "Example: trainer-service compare --store file:///srv/digitgan --out compared seeds-",
      ""
    })
public final class CompareCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(CompareCommand.class);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final StoreOptions stores = StoreOptions.ofService();

  @Option(
      names = "--out",
      paramLabel = "DIRECTORY",
      description = "Writes runs.md and quality.svg, the courses against core-minutes, there.")
  private @Nullable Path out;

  @Parameters(
      paramLabel = "RUNS",
      arity = "0..*",
      description = "Runs whose names begin so; none = all runs of the model.")
  private List<String> names = new ArrayList<>();

  @Override
  public Integer call() {
    List<RunCourse> courses = RunCourse.of(manifests());
    if (courses.isEmpty()) {
      throw new UserErrorException(
          "there is no version of %s in the store"
              .formatted(names.isEmpty() ? "the model" : "runs " + String.join(", ", names)));
    }
    String table = CourseTable.of(courses);
    spec.commandLine().getOut().print(table);
    spec.commandLine().getOut().flush();
    if (out != null) {
      write(out, table, CourseChart.of(courses).file());
    }
    return ExitCode.OK;
  }

  private List<Manifest> manifests() {
    List<Manifest> manifests = new ArrayList<>();
    try (TrainerStore store = TrainerStore.reading(stores)) {
      ManifestScan scan =
          ManifestScan.begin(
              store.reader(),
              (version, e) -> log.warn("version {} is left out: {}", version, Logging.oneLine(e)));
      for (Optional<Manifest> next = scan.next(); next.isPresent(); next = scan.next()) {
        Manifest manifest = next.get();
        if (names.isEmpty() || names.stream().anyMatch(manifest.getRun()::startsWith)) {
          manifests.add(manifest);
        }
      }
    } catch (IOException e) {
      throw new UserErrorException("--store: " + e, e);
    }
    return manifests;
  }

  private static void write(Path folder, String table, String chart) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("runs.md"), table.getBytes(UTF_8));
      Files.write(folder.resolve("quality.svg"), chart.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UserErrorException("--out: cannot write to " + folder + ": " + e, e);
    }
  }
}
