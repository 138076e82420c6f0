package dev.digitgan.generator.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Layer.Mode;
import dev.digitgan.network.Network;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.runtime.engine.EngineThreads;
import dev.digitgan.testing.bench.Cores;
import dev.digitgan.testing.bench.JsonLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the engine could draw if nothing else had to be done: forward passes alone, on as many
 * threads as the server has workers, each on a core of its own. No latents are made, no pixels, no
 * answers. A process of its own: arguments are a store, a model and the cores.
 */
final class RawEngine {
  private static final String THREADS = "raw";

  private final GeneratorSpec spec;
  private final Network network;
  private final ExecutorService threads;
  private final int workerCount;

  private RawEngine(GeneratorSpec spec, Network network, ExecutorService threads, int workerCount) {
    this.spec = spec;
    this.network = network;
    this.threads = threads;
    this.workerCount = workerCount;
  }

  /** Passes of {@code rows} rows, for {@code millis}. */
  record Question(int rows, long millis) {}

  record Drawn(double imagesPerSecond) {}

  public static void main(String[] args) throws IOException {
    EngineSettings.ONE_THREAD.apply();
    GeneratorSpec spec = BenchStore.spec(args[0], args[1]);
    List<Integer> cores = Cores.parse(args[2]);
    int workerCount = Integer.parseInt(args[3]);
    Network network = Network.create(spec.stack(), Device.cpu(), BenchNetworks.untrained(1));
    ExecutorService threads =
        Executors.newFixedThreadPool(
            workerCount, new EngineThreads(THREADS, EngineSettings.ONE_THREAD));
    RawEngine engine = new RawEngine(spec, network, threads, workerCount);
    try {
      engine.draw(new Question(1, 1)); // All threads exist now.
      Cores.pinThreads(THREADS, cores);
      JsonLines.answer(Question.class, engine::draw);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(0);
  }

  private Drawn draw(Question question) throws InterruptedException {
    List<Future<Double>> rates = new ArrayList<>();
    for (int i = 0; i < workerCount; i++) {
      rates.add(threads.submit(() -> rate(question)));
    }
    double sum = 0;
    try {
      for (Future<Double> rate : rates) {
        sum += rate.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a forward pass failed", e);
    }
    return new Drawn(sum);
  }

  /** Images a second of one thread. */
  private double rate(Question question) {
    float[] inputs = inputs(question.rows());
    Shape shape = new Shape(question.rows(), spec.inputSize());
    pass(inputs, shape);
    long begin = System.nanoTime();
    long end = begin + question.millis() * 1_000_000;
    long images = 0;
    long now;
    do {
      pass(inputs, shape);
      images += question.rows();
      now = System.nanoTime();
    } while (now < end);
    return images * 1e9 / (now - begin);
  }

  /** One forward pass, finished when this returns: the engine computes on the calling thread. */
  private void pass(float[] latents, Shape shape) {
    try (NDManager manager = network.newManager()) {
      network.forward(manager.create(latents, shape), Mode.INFERENCE);
    }
  }

  private float[] inputs(int rows) {
    int size = spec.inputSize();
    float[] inputs = new float[rows * size];
    for (int row = 0; row < rows; row++) {
      spec.fill(1, row, OptionalInt.empty(), inputs, row * size);
    }
    return inputs;
  }
}
