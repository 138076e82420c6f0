package dev.digitgan.generator.bench;

import dev.digitgan.generator.bench.Servers.Listening;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures one network: every round goes through all cells, what is to be compared next to each
 * other, so that a machine that slows down or is shared does so to all of them.
 */
final class NetworkRun {
  private static final long RAW_MILLIS = 400;

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
    warmUp(client);
    for (int round = 1; round <= settings.rounds(); round++) {
      String name = "%s, round %d of %d: ".formatted(network, round, settings.rounds());
      for (int rows : BenchSettings.RAW_ROWS) {
        RawEngine.Question question = new RawEngine.Question(rows, RAW_MILLIS);
        double rate = rawEngine.ask(question, RawEngine.Drawn.class).imagesPerSecond();
        results.addRaw(rows, rate);
        progress.accept("%sraw engine, %d rows: %,.0f images/s".formatted(name, rows, rate));
      }
      for (Cell cell : cells()) {
        LoadResult result = measure(client, cell);
        results.add(cell, result);
        progress.accept("%s%s: %,.0f images/s".formatted(name, cell, result.imagesPerSecond()));
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

  LoadResult measure(ChildProcess client, Cell cell) throws IOException {
    if (cell.target() != Target.SWAPS) {
      return load(client, cell);
    }
    Swapper swapper = Swapper.start(store);
    try {
      return load(client, cell);
    } finally {
      swapper.close();
    }
  }

  private LoadResult load(ChildProcess client, Cell cell) throws IOException {
    return load(client, cell, settings.time(cell.target()).toMillis());
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
    return client.ask(load, LoadResult.class);
  }

  /** Has every server and the client compile what they will run. */
  private void warmUp(ChildProcess client) throws IOException {
    for (Target target : servers.targets()) {
      progress.accept("warms up " + target);
      load(client, new Cell(target, 1, 64), 2 * settings.cellTime().toMillis());
      load(client, new Cell(target, 64, 8), settings.cellTime().toMillis());
    }
  }
}
