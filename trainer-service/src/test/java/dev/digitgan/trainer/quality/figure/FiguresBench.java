package dev.digitgan.trainer.quality.figure;

import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Seconds that each figure takes at the sizes of an evaluation, on random rows. Two rounds; the
 * first warms up. To be run as a program, with the number of threads as its argument.
 */
final class FiguresBench {
  private static final int FEATURES = 84;
  private static final int PIXELS = 784;

  private final int threadCount;

  private FiguresBench(int threadCount) {
    this.threadCount = threadCount;
  }

  public static void main(String[] arguments) {
    FiguresBench bench =
        new FiguresBench(arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]));
    bench.features();
    bench.features();
    bench.pixels();
  }

  private void features() {
    Rows real = Draws.normal(10_000, FEATURES, 1);
    Rows fake = Draws.normal(10_000, FEATURES, 2);
    Moments ofReal = time("moments 10k x 84", () -> Moments.of(real));
    time("Fréchet distance 10k x 84", () -> FrechetDistance.of(ofReal, Moments.of(fake)));
    RandomStream random = new RandomStream(1, Domain.DATA_ORDER, 0);
    time(
        "kernel distance 10k x 84",
        () -> KernelDistance.of(real, fake, KernelDistance.BLOCK_ROWS, random, threadCount));
    Rows someReal = real.select(Draws.range(0, 5_000));
    Rows someFake = fake.select(Draws.range(0, 5_000));
    Neighbourhoods aroundReal =
        time("neighbourhoods 5k x 84", () -> Neighbourhoods.of(someReal, 5, threadCount));
    Neighbourhoods aroundFake = Neighbourhoods.of(someFake, 5, threadCount);
    time(
        "precision, recall 5k x 5k x 84",
        () -> PrecisionRecall.of(aroundReal, aroundFake, threadCount));
    time(
        "1-nearest neighbour 5k x 5k x 84",
        () -> OneNearestNeighbour.of(aroundReal, aroundFake, threadCount));
  }

  private void pixels() {
    Rows train = Draws.uniform(50_000, PIXELS, 1);
    Rows samples = Draws.uniform(10_000, PIXELS, 2);
    Rows validation = Draws.uniform(1_000, PIXELS, 3);
    Rows test = Draws.uniform(10_000, PIXELS, 4);
    time(
        "Parzen window 10k, 1k and 10k x 784",
        () -> ParzenWindow.of(samples, validation, test, threadCount));
    time("duplicates 10k x 784", () -> Copies.duplicates(samples, 0, threadCount));
    time("nearest training 10k x 50k x 784", () -> Copies.of(samples, train, threadCount));
  }

  private static <T> T time(String what, Supplier<T> figure) {
    long start = System.nanoTime();
    long cpuStart = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    T value = figure.get();
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuStart;
    long wall = System.nanoTime() - start;
    System.out.printf(
        Locale.ROOT, "%-36s %6.2f s, of this thread %6.2f%n", what, wall / 1e9, cpu / 1e9);
    return value;
  }
}
