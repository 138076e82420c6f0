package dev.digitgan.trainer.quality.classifier;

import static com.google.common.base.Preconditions.checkArgument;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.codec.Safetensors;
import dev.digitgan.checkpoint.evaluator.Evaluator;
import dev.digitgan.checkpoint.evaluator.EvaluatorSpec;
import dev.digitgan.network.Activation;
import dev.digitgan.network.ActivationFunction;
import dev.digitgan.network.BatchNormalization;
import dev.digitgan.network.Conv2d;
import dev.digitgan.network.EngineMemory;
import dev.digitgan.network.Layer;
import dev.digitgan.network.Layer.Mode;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Linear;
import dev.digitgan.network.Reshape;
import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.game.GraphNumber;
import dev.digitgan.trainer.game.InitialWeights;
import dev.digitgan.trainer.game.Player;
import dev.digitgan.trainer.game.Player.Learning;
import dev.digitgan.trainer.game.PlayerSettings;
import dev.digitgan.trainer.optim.AdamSettings;
import dev.digitgan.trainer.quality.classifier.ShiftedBatches.Batch;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains a classifier by Adam on the cross-entropy, with a rate that falls to zero by half a
 * cosine, and keeps the last of the epochs with the best accuracy on held-out images.
 *
 * <p>With one thread on a CPU, equal settings and images give equal weights. Belongs to a thread
 * whose gradient mode is on.
 */
public record ClassifierTraining(ClassifierSettings settings, Device device) {
  private static final int SIDE = 28;
  private static final int FEATURES = 84;
  private static final EvaluatorSpec SPEC = spec();

  /**
   * The layers: LeNet-5's plan with strides instead of pooling, batch normalisation and ReLU.
   *
   * <p>Source: LeCun et al., Proc. IEEE 86 (1998), section II.B.
   */
  static EvaluatorSpec spec() {
    List<Layer> layers = new ArrayList<>();
    convolution(layers, new Conv2d(1, 16, 4, 2, 1));
    convolution(layers, new Conv2d(16, 32, 3, 1, 1));
    convolution(layers, new Conv2d(32, 64, 4, 2, 1));
    convolution(layers, new Conv2d(64, 64, 3, 2, 1));
    layers.add(Reshape.to(1024));
    layers.add(new Linear(1024, FEATURES));
    normalise(layers, FEATURES);
    int featureLayers = layers.size();
    layers.add(new Linear(FEATURES, DigitSet.CLASSES));
    // The background is 0, as is the padding.
    return new EvaluatorSpec(
        new LayerStack(layers, new Shape(1, SIDE, SIDE)), featureLayers, ValueRange.ZERO_TO_ONE);
  }

  private static void convolution(List<Layer> layers, Conv2d convolution) {
    layers.add(convolution);
    normalise(layers, convolution.outputs());
  }

  private static void normalise(List<Layer> layers, int features) {
    layers.add(new BatchNormalization(features, 1e-5f, 0.9f));
    layers.add(Activation.of(ActivationFunction.RELU));
  }

  /** Receives each epoch, in the training thread. */
  public interface Listener {
    /** Ends an epoch with the mean loss of its steps, in nats. */
    void epochEnded(int epoch, double loss, double heldOutAccuracy);
  }

  /**
   * The result.
   *
   * @param weights a safetensors file
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Outcome(EvaluatorSpec spec, byte[] weights, int epoch, double heldOutAccuracy) {
    public double accuracy(DigitSet set, Device device) {
      Evaluator evaluator =
          Evaluator.of(spec, weights, dev.digitgan.checkpoint.v1.Evaluator.getDefaultInstance());
      try (DigitClassifier classifier = DigitClassifier.create(evaluator, device)) {
        return classifier.accuracy(set);
      }
    }
  }

  /**
   * Trains on {@code train}.
   *
   * @throws IllegalArgumentException if the images have another size, or are fewer than a batch
   */
  public Outcome train(DigitSet train, DigitSet heldOut, Listener listener) {
    checkArgument(
        train.imageBytes() == SPEC.shape().bytes(),
        "images are %s x %s; a classifier is trained on %s",
        train.height(),
        train.width(),
        SPEC.shape());
    ShiftedBatches batches = new ShiftedBatches(train, SPEC.range(), settings);
    PlayerSettings adam = PlayerSettings.of(AdamSettings.of(settings.learningRate(), 0.9f, 0.999f));
    InitialWeights weights = InitialWeights.ofDiscriminator(adam.initialization(), settings.seed());
    try (Player player = Player.create(SPEC.stack(), adam, device, weights)) {
      player.learns(Learning.ON);
      return train(player, batches, heldOut, listener);
    }
  }

  private Outcome train(
      Player player, ShiftedBatches batches, DigitSet heldOut, Listener listener) {
    long steps = (long) settings.epochs() * batches.perEpoch();
    Outcome best = new Outcome(SPEC, new byte[0], 0, -1);
    long step = 0;
    for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
      double losses = 0;
      for (int i = 0; i < batches.perEpoch(); i++) {
        double rate = 0.5 * (1 + Math.cos(Math.PI * step / steps));
        losses += step(player, batches.batch(step), rate);
        step++;
      }
      byte[] weights = Safetensors.encode(player.network());
      double accuracy = new Outcome(SPEC, weights, epoch, 0).accuracy(heldOut, device);
      if (accuracy >= best.heldOutAccuracy()) {
        best = new Outcome(SPEC, weights, epoch, accuracy);
      }
      listener.epochEnded(epoch, losses / batches.perEpoch(), accuracy);
    }
    return best;
  }

  private double step(Player player, Batch batch, double rate) {
    int count = settings.batchSize();
    try (NDManager step = player.network().newManager()) {
      Shape shape = new Shape(count).addAll(SPEC.stack().inputShape());
      NDArray x = EngineMemory.create(step, batch.images(), shape);
      NDArray labels = EngineMemory.create(step, batch.labels(), new Shape(count, SPEC.classes()));
      NDArray logits = player.network().forward(x, Mode.TRAINING);
      // Minus the mean log odds of the true digit, in nats.
      NDArray loss = logits.logSoftmax(1).mul(labels).sum().div(GraphNumber.of(step, -count));
      player.descend(loss, rate);
      return loss.getFloat();
    }
  }
}
