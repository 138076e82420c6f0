package dev.digitgan.generator.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.digitgan.generator.bench.Aims.Outcome;
import dev.digitgan.testing.bench.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The results for programs, every run of every cell. */
final class JsonReport {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private JsonReport() {}

  private record Whole(
      String time,
      Map<String, String> facts,
      BenchSettings.Placement placement,
      int workers,
      int rounds,
      long cellMillis,
      List<NetworkPart> networks,
      List<ProfilePart> profiles) {}

  private record NetworkPart(
      String network,
      Map<Integer, List<Double>> rawImagesPerSecond,
      int rawBestRows,
      List<CellPart> cells,
      List<Outcome> aims) {}

  /** A latency is absent where there were too few calls to tell. */
  private record CellPart(
      String target,
      int images,
      int callers,
      Figures imagesPerSecond,
      Figures shareOfRaw,
      @Nullable Double p50Millis,
      @Nullable Double p99Millis,
      @Nullable Double p999Millis,
      List<Run> runs) {}

  private record Run(
      long calls,
      long errors,
      String firstError,
      int versions,
      int swaps,
      double imagesPerSecond,
      double callsPerSecond,
      double p50Millis,
      double p99Millis,
      double p999Millis,
      double wallSeconds,
      double serverCpuSeconds,
      double clientCpuSeconds) {}

  /** Shares of the server's processor time in one cell, by what it was spent on. */
  record ProfilePart(String network, Cell cell, Map<String, Double> shares) {}

  static void write(
      Path file,
      Map<String, String> facts,
      BenchSettings settings,
      List<NetworkResults> networks,
      List<ProfilePart> profiles)
      throws IOException {
    Whole whole =
        new Whole(
            Instant.now().toString(),
            facts,
            settings.placement(),
            settings.workerCount(),
            settings.rounds(),
            settings.cellTime().toMillis(),
            networks.stream().map(JsonReport::part).toList(),
            profiles);
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Files.writeString(file, GSON.toJson(whole) + "\n");
  }

  private static NetworkPart part(NetworkResults results) {
    return new NetworkPart(
        results.network(),
        results.raw(),
        results.bestRows(),
        results.summaries().stream().map(summary -> part(summary, results.best())).toList(),
        new Aims(results).outcomes());
  }

  private static CellPart part(CellSummary summary, List<Double> raw) {
    return new CellPart(
        summary.cell().target().toString(),
        summary.cell().images(),
        summary.cell().callers(),
        summary.imagesPerSecond(),
        summary.shareOf(raw),
        millis(summary.quantileNanos(0.5)),
        millis(summary.quantileNanos(0.99)),
        millis(summary.quantileNanos(0.999)),
        summary.results().stream().map(JsonReport::run).toList());
  }

  private static Run run(LoadResult result) {
    LatencyHistogram latencies = result.histogram();
    return new Run(
        result.calls(),
        result.errors(),
        result.firstError(),
        result.versions(),
        result.swaps(),
        result.imagesPerSecond(),
        result.callsPerSecond(),
        latencies.quantileNanos(0.5) / 1e6,
        latencies.quantileNanos(0.99) / 1e6,
        latencies.quantileNanos(0.999) / 1e6,
        result.wallNanos() / 1e9,
        result.serverCpuNanos() / 1e9,
        result.clientCpuNanos() / 1e9);
  }

  private static @Nullable Double millis(OptionalDouble nanos) {
    return nanos.isPresent() ? nanos.getAsDouble() / 1e6 : null;
  }
}
