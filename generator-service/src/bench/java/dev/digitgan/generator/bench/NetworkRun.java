package dev.digitgan.generator.bench;

import dev.digitgan.generator.bench.JsonReport.ProfilePart;
import dev.digitgan.generator.bench.Servers.Listening;
import dev.digitgan.testing.bench.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Measures one network: every round goes through all cells, what is to be compared next to each
 * other, so that a machine that slows down or is shared does so to all of them.
 */
final class NetworkRun {
  private final BenchSettings settings;
  private final Servers servers;
  private final BenchStore store;
  private final Consumer<String> progress;

  NetworkRun(BenchSettings settings, Servers servers, BenchStore store, Consumer<String> progress) {
    this.settings = settings;
    this.servers = servers;
    this.store = store;
    this.progress = progress;
  }

  NetworkResults run(String network, ChildProcess rawEngine, ChildProcess client)
      throws IOException {
    NetworkResults results = new NetworkResults(network);
    for (Target target : servers.targets()) {
      progress.accept("%s: warms up %s".formatted(network, target));
      new WarmUp(client).settle(servers.listening(target));
    }
    for (int round = 1; round <= settings.rounds(); round++) {
      String name =
          String.format(Locale.ROOT, "%s, round %d of %d: ", network, round, settings.rounds());
      for (int rows : BenchSettings.RAW_ROWS) {
        RawEngine.Question question = new RawEngine.Question(rows, settings.rawTime().toMillis());
        double rate = rawEngine.ask(question, RawEngine.Drawn.class).imagesPerSecond();
        results.addRaw(rows, rate);
        progress.accept(
            String.format(Locale.ROOT, "%sraw engine, %d rows: %,.0f images/s", name, rows, rate));
      }
      for (Cell cell : cells()) {
        LoadResult result = measure(client, cell);
        results.add(cell, result);
        progress.accept(
            String.format(
                Locale.ROOT, "%s%s: %,.0f images/s", name, cell, result.imagesPerSecond()));
      }
    }
    return results;
  }

  private List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (int images : settings.images()) {
      for (int callers : settings.callers()) {
        for (Target target : Target.values()) {
          if (servers.targets().contains(target) && target.takes(images, callers)) {
            cells.add(new Cell(target, images, callers));
          }
        }
      }
    }
    return cells;
  }

  private LoadResult measure(ChildProcess client, Cell cell) throws IOException {
    if (cell.target() != Target.SWAPS) {
      return load(client, cell);
    }
    int metricsPort = servers.listening(cell.target()).metricsPort();
    int before = ServiceMetrics.servedVersions(metricsPort);
    Swapper swapper = Swapper.start(store);
    try {
      LoadResult result = load(client, cell);
      return result.withSwaps(ServiceMetrics.servedVersions(metricsPort) - before);
    } finally {
      swapper.close();
    }
  }

  private LoadResult load(ChildProcess client, Cell cell) throws IOException {
    return load(client, cell, settings.time(cell.target()).toMillis());
  }

  /**
   * Where the server's time goes at n = 1 and n = 64, with 64 callers each; apart from the rounds,
   * since being watched takes time too.
   */
  List<ProfilePart> profile(String network, ChildProcess client, Path directory)
      throws IOException, InterruptedException {
    List<ProfilePart> profiles = new ArrayList<>();
    for (int images : List.of(1, 64)) {
      Cell cell = new Cell(Target.SERVICE, images, 64);
      progress.accept("profiles " + cell);
      Listening server = servers.listening(Target.SERVICE);
      FlightRecording recording = FlightRecording.start(server.pid(), directory);
      LoadResult result;
      Instant begin;
      Instant end;
      try {
        new WarmUp(client).settle(server); // Being recorded makes a JVM compile anew.
        begin = Instant.now();
        result = load(client, cell, settings.profileTime().toMillis());
        end = Instant.now();
      } finally {
        recording.close();
      }
      double busyCores = (double) result.serverCpuNanos() / result.wallNanos();
      int coreCount = settings.placement().serverCores().size();
      profiles.add(
          new ProfilePart(
              network,
              cell,
              ServerProfile.read(recording.file(), begin, end, busyCores, coreCount)));
    }
    return profiles;
  }

  private LoadResult load(ChildProcess client, Cell cell, long millis) throws IOException {
    Listening server = servers.listening(cell.target());
    Load load =
        new Load(
            server.port(),
            server.pid(),
            cell.images(),
            cell.callers(),
            settings.warmUp().toMillis(),
            millis);
    LoadResult result = client.ask(load, LoadResult.class);
    if (result.errors() > 0) {
      progress.accept(
          String.format(
              Locale.ROOT, "%s: %d ERRORS: %s", cell, result.errors(), result.firstError()));
      servers.requireAlive();
    }
    return result;
  }
}
