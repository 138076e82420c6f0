package dev.digitgan.trainer.bench;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import dev.digitgan.network.BatchNormalization;
import dev.digitgan.network.Layer;
import dev.digitgan.network.LayerStack;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.optim.AdamSettings;
import dev.digitgan.trainer.recipe.Recipe;
import java.io.IOException;
import java.util.Iterator;

/**
 * Plays rounds with DJL's own blocks, data set, optimiser and trainers: fully connected networks
 * with batch normalisation and GELU, by the same update rule as ours.
 */
final class StockSteps implements Steps {
  private final Recipe recipe;
  private final NDManager manager;
  private final ArrayDataset data;
  private final Side generator;
  private final Side discriminator;
  private Iterator<Batch> batches;

  private StockSteps(
      Recipe recipe, NDManager manager, ArrayDataset data, Side generator, Side discriminator) {
    this.recipe = recipe;
    this.manager = manager;
    this.data = data;
    this.generator = generator;
    this.discriminator = discriminator;
    batches = pass();
  }

  private record Side(Model model, Trainer trainer) {
    static Side of(String name, LayerStack stack, AdamSettings settings, int batch) {
      Model model = Model.newInstance(name, Device.cpu(), "PyTorch");
      model.setBlock(blocks(stack));
      Adam adam =
          Adam.builder()
              .optLearningRateTracker(Tracker.fixed(settings.learningRate()))
              .optBeta1(settings.beta1())
              .optBeta2(settings.beta2())
              .optWeightDecays(settings.weightDecay())
              .build();
      Trainer trainer =
          model.newTrainer(
              new DefaultTrainingConfig(Loss.sigmoidBinaryCrossEntropyLoss()).optOptimizer(adam));
      trainer.initialize(new Shape(batch).addAll(new Shape(stack.inputShape().size())));
      return new Side(model, trainer);
    }

    void close() {
      trainer.close();
      model.close();
    }
  }

  static StockSteps of(Recipe recipe, DigitSet set) {
    int batch = recipe.game().batchSize();
    NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    int size = set.imageBytes();
    float[] pixels = new float[set.count() * size];
    byte[] image = new byte[size];
    for (int i = 0; i < set.count(); i++) {
      set.copyImage(i, image, 0);
      for (int p = 0; p < size; p++) {
        pixels[i * size + p] = (image[p] & 0xFF) / 255f;
      }
    }
    ArrayDataset data =
        new ArrayDataset.Builder()
            .setData(manager.create(pixels, new Shape(set.count(), size)))
            .setSampling(batch, true, true)
            .build();
    return new StockSteps(
        recipe,
        manager,
        data,
        Side.of(
            "g", recipe.generator().stack(), adam(recipe.game().generator().optimizer()), batch),
        Side.of(
            "d", recipe.discriminator(), adam(recipe.game().discriminator().optimizer()), batch));
  }

  private static AdamSettings adam(Object settings) {
    if (settings instanceof AdamSettings adam) {
      return adam;
    }
    throw new IllegalArgumentException("no Adam: " + settings);
  }

  private static Block blocks(LayerStack stack) {
    SequentialBlock blocks = new SequentialBlock();
    for (Layer layer : stack.layers()) {
      if (layer instanceof dev.digitgan.network.Linear linear) {
        blocks.add(Linear.builder().setUnits(linear.outputs()).build());
      } else if (layer instanceof BatchNormalization) {
        blocks.add(BatchNorm.builder().build());
      } else if (layer instanceof dev.digitgan.network.Activation activation) {
        blocks.add(
            switch (activation.function()) {
              case GELU -> Activation.geluBlock();
              case SIGMOID -> Activation.sigmoidBlock();
              default -> throw new IllegalArgumentException("no block for " + activation);
            });
      } else if (!(layer instanceof dev.digitgan.network.Reshape)) {
        throw new IllegalArgumentException("no block for " + layer.canonicalForm());
      }
    }
    return blocks;
  }

  private Iterator<Batch> pass() {
    try {
      return data.getData(manager).iterator();
    } catch (IOException | TranslateException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void play() {
    if (!batches.hasNext()) {
      batches = pass();
    }
    Loss loss = generator.trainer().getLoss();
    try (Batch batch = batches.next();
        NDManager round = manager.newSubManager()) {
      NDArray real = batch.getData().singletonOrThrow();
      long count = real.size(0);
      NDArray ones = round.ones(new Shape(count, 1));
      NDArray z = round.randomNormal(new Shape(count, recipe.generator().latents().size()));
      NDArray fakes;
      try (GradientCollector collector = generator.trainer().newGradientCollector()) {
        fakes = generator.trainer().forward(new NDList(z)).singletonOrThrow();
        NDList judged = discriminator.trainer().forward(new NDList(fakes));
        collector.backward(loss.evaluate(new NDList(ones), judged));
      }
      generator.trainer().step();
      try (GradientCollector collector = discriminator.trainer().newGradientCollector()) {
        NDArray images = real.concat(fakes.stopGradient());
        NDList judged = discriminator.trainer().forward(new NDList(images));
        NDArray labels = ones.concat(round.zeros(new Shape(count, 1)));
        collector.backward(loss.evaluate(new NDList(labels), judged));
      }
      discriminator.trainer().step();
    }
  }

  @Override
  public void close() {
    generator.close();
    discriminator.close();
    manager.close();
  }
}
