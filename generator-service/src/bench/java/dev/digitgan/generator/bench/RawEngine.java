package dev.digitgan.generator.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.generator.load.UntrainedGenerator;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Layer.Mode;
import dev.digitgan.network.Network;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.runtime.engine.EngineThreads;
import dev.digitgan.testing.bench.Cores;
import dev.digitgan.testing.bench.JsonLines;
import java.io.IOException;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The limit of the engine: forward passes alone, on as many threads as the server has workers, each
 * on its own core, without latents, pixels or responses. A process of its own; its arguments are a
 * store, a model, the cores and the number of threads.
 */
record RawEngine(GeneratorSpec spec, Network network, ExecutorService threads, int workerCount) {
  private static final String THREADS = "raw";

  /** Asks for passes of {@code rows} rows, for {@code millis}. */
  record Question(int rows, long millis) {}

  public static void main(String[] args) throws IOException {
    EngineSettings.ONE_THREAD.apply();
    GeneratorSpec spec = BenchStore.spec(args[0], args[1]);
    int workerCount = Integer.parseInt(args[3]);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            workerCount, new EngineThreads(THREADS, EngineSettings.ONE_THREAD));
    Network network =
        Network.create(spec.stack(), Device.cpu(), new UntrainedGenerator(spec).random(1));
    RawEngine engine = new RawEngine(spec, network, threads, workerCount);
    try {
      engine.draw(new Question(1, 1)); // All threads exist now.
      Cores.pinThreads(THREADS, Cores.parse(args[2]));
      JsonLines.answer(Question.class, engine::draw);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(0);
  }

  private double draw(Question question) throws InterruptedException {
    double sum = 0;
    try {
      Callable<Double> one = () -> rate(question);
      for (Future<Double> rate : threads.invokeAll(Collections.nCopies(workerCount, one))) {
        sum += rate.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a forward pass failed", e);
    }
    return sum;
  }

  /** Measures the images a second of one thread. */
  private double rate(Question question) {
    int size = spec.inputSize();
    float[] inputs = new float[question.rows * size];
    for (int row = 0; row < question.rows; row++) {
      spec.fill(1, row, OptionalInt.empty(), inputs, row * size);
    }
    pass(inputs);
    long begin = System.nanoTime();
    long images = 0;
    long nanos;
    do {
      pass(inputs);
      images += question.rows;
      nanos = System.nanoTime() - begin;
    } while (nanos < question.millis * 1_000_000);
    return images * 1e9 / nanos;
  }

  /** Makes one forward pass on the calling thread. */
  private void pass(float[] inputs) {
    int size = spec.inputSize();
    try (NDManager manager = network.newManager()) {
      Shape shape = new Shape(inputs.length / size, size);
      network.forward(manager.create(inputs, shape), Mode.INFERENCE);
    }
  }
}
