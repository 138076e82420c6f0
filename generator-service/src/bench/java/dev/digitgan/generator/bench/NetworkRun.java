package dev.digitgan.generator.bench;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.digitgan.generator.bench.BenchReport.Cell;
import dev.digitgan.generator.bench.BenchReport.Cell.Target;
import dev.digitgan.generator.bench.BenchReport.NetworkResult;
import dev.digitgan.generator.bench.BenchReport.Profile;
import dev.digitgan.generator.bench.BenchReport.Run;
import dev.digitgan.generator.bench.LoadClient.Load;
import dev.digitgan.generator.bench.Servers.Listening;
import dev.digitgan.testing.bench.ChildProcess;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures one network. Every round goes through all cells, with those to compare next to each
 * other, so that a machine that slows down or is shared affects all of them.
 */
record NetworkRun(
    String network, BenchOptions options, Servers servers, BenchStore store, ChildProcess client) {
  /** Row counts of the passes among which the bare engine's best is sought. */
  private static final List<Integer> RAW_ROWS = List.of(16, 32, 64, 128, 256, 512);

  private static final long PASS_MILLIS = 1000;

  NetworkResult run(ChildProcess rawEngine) throws IOException {
    for (Target target : servers.targets()) {
      progress("%s: warms up %s", network, target);
      settle(servers.listening(target));
    }
    Map<Integer, List<Double>> raw = new LinkedHashMap<>();
    Map<Cell, List<Run>> results = new LinkedHashMap<>();
    for (int round = 1; round <= options.rounds(); round++) {
      for (int rows : RAW_ROWS) {
        long millis = options.cell.dividedBy(5).toMillis();
        double rate = rawEngine.ask(new RawEngine.Question(rows, millis), Double.class);
        raw.computeIfAbsent(rows, absent -> new ArrayList<>()).add(rate);
        report(round, "raw engine, " + rows + " rows", rate);
      }
      for (Cell cell : cells()) {
        Run run = measure(cell);
        results.computeIfAbsent(cell, absent -> new ArrayList<>()).add(run);
        report(round, cell.toString(), run.imagesPerSecond());
      }
    }
    return NetworkResult.of(network, raw, results);
  }

  /**
   * Loads a server until its JVM has compiled what it runs: before that, a server on one core
   * spends up to half of it on its compilers.
   */
  private void settle(Listening server) throws IOException {
    for (int pass = 1; pass <= 20; pass++) {
      long before = compilerMillis(server.pid());
      long begin = System.nanoTime();
      client.ask(new Load(server, 1, 64, 0, PASS_MILLIS), Run.class);
      client.ask(new Load(server, 64, 8, 0, PASS_MILLIS), Run.class);
      long millis = (System.nanoTime() - begin) / 1_000_000;
      long after = compilerMillis(server.pid());
      boolean settled = before >= 0 && after - before < 0.04 * millis;
      if (pass > 1 && (settled || after <= 0)) {
        return; // Without compilers, as in Python, or if their time is unknown: after two passes.
      }
    }
  }

  /** Returns the processor time of a JVM's compilers; negative if Linux does not tell. */
  private static long compilerMillis(long pid) {
    long ticks = 0;
    Path tasks = Path.of("/proc", Long.toString(pid), "task");
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        String stat = Files.readString(thread.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        if (stat.contains("(C1 Compiler") || stat.contains("(C2 Compiler")) {
          ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]); // In user and kernel.
        }
      }
    } catch (IOException e) {
      return -1; // Not Linux, or a thread has just ended.
    }
    return 10 * ticks;
  }

  private List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (int images : options.images) {
      for (int callers : options.callers) {
        servers.targets().stream()
            .filter(target -> target.takes(images, callers))
            .forEach(target -> cells.add(new Cell(target, images, callers)));
      }
    }
    return cells;
  }

  private Run measure(Cell cell) throws IOException {
    long millis = options.time(cell.target()).toMillis();
    if (cell.target() != Target.SWAPS) {
      return load(cell, millis);
    }
    Closeable publishing = store.publishEverySecond();
    try (publishing) {
      return load(cell, millis);
    }
  }

  private Run load(Cell cell, long millis) throws IOException {
    Listening server = servers.listening(cell.target());
    Load load =
        new Load(
            server, cell.images(), cell.callers(), options.cell.dividedBy(8).toMillis(), millis);
    Run run = client.ask(load, Run.class);
    if (run.errors() > 0) {
      progress("%s: %d ERRORS: %s", cell, run.errors(), run.firstError());
      servers.requireAlive();
    }
    return run;
  }

  /**
   * Measures where the server's time goes at n = 1 and n = 64, with 64 callers each; apart from the
   * rounds, since recording takes time too.
   */
  List<Profile> profile(Path directory) throws IOException, InterruptedException {
    List<Profile> profiles = new ArrayList<>();
    for (int images : List.of(1, 64)) {
      Cell cell = new Cell(Target.SERVICE, images, 64);
      progress("profiles %s", cell);
      Listening server = servers.listening(Target.SERVICE);
      Run run;
      Instant begin;
      Instant end;
      ServerProfile.Recording recording = ServerProfile.record(server.pid(), directory);
      try (recording) {
        settle(server); // A JVM that is recorded compiles again.
        begin = Instant.now();
        // A sample every ten milliseconds: enough to measure a share of one per cent.
        run = load(cell, options.cell.multipliedBy(5).toMillis());
        end = Instant.now();
      }
      profiles.add(
          new Profile(
              network,
              cell,
              ServerProfile.read(
                  recording.file(),
                  begin,
                  end,
                  run.serverCpuSeconds() / run.wallSeconds(),
                  options.placement().serverCores().size())));
    }
    return profiles;
  }

  private void report(int round, String what, double imagesPerSecond) {
    progress(
        "%s, round %d of %d: %s: %,.0f images/s",
        network, round, options.rounds(), what, imagesPerSecond);
  }

  @FormatMethod
  private static void progress(@FormatString String format, Object... values) {
    System.err.println(String.format(Locale.ROOT, format, values));
  }
}
