package dev.digitgan.generator.bench;

import dev.digitgan.generator.bench.Servers.Listening;
import dev.digitgan.testing.bench.ChildProcess;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Loads a server until its JVM has compiled what it runs: before that, a server on one core spends
 * up to half of it on its compilers.
 */
final class WarmUp {
  private static final long PASS_MILLIS = 1000;
  private static final int MAX_PASSES = 20;

  /** Where nobody tells what the compilers do; a Python has none. */
  private static final int UNTOLD_PASSES = 2;

  private static final double SETTLED_SHARE = 0.04;

  private final ChildProcess client;

  WarmUp(ChildProcess client) {
    this.client = client;
  }

  /** Calls for one image and for 64, by many callers and by few. */
  void settle(Listening server) throws IOException {
    for (int pass = 1; pass <= MAX_PASSES; pass++) {
      OptionalLong before = Compilers.cpuMillis(server.pid());
      long begin = System.nanoTime();
      load(server, 1, 64);
      load(server, 64, 8);
      long millis = (System.nanoTime() - begin) / 1_000_000;
      OptionalLong after = Compilers.cpuMillis(server.pid());
      boolean settled =
          before.isPresent()
              && after.isPresent()
              && after.getAsLong() - before.getAsLong() < SETTLED_SHARE * millis;
      boolean untold = after.isEmpty() || after.getAsLong() == 0;
      if (pass >= UNTOLD_PASSES && (settled || untold)) {
        return;
      }
    }
  }

  private void load(Listening server, int images, int callers) throws IOException {
    Load load = new Load(server.port(), server.pid(), images, callers, 0, PASS_MILLIS);
    client.ask(load, LoadResult.class);
  }
}
