package dev.digitgan.trainer.quality.classifier;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.digitgan.checkpoint.codec.Safetensors;
import dev.digitgan.checkpoint.evaluator.Evaluator;
import dev.digitgan.checkpoint.evaluator.EvaluatorSpec;
import dev.digitgan.network.EngineMemory;
import dev.digitgan.network.Layer.Mode;
import dev.digitgan.network.LayerTensor;
import dev.digitgan.network.Network;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.game.GraphNumber;
import dev.digitgan.trainer.game.InitialWeights;
import dev.digitgan.trainer.game.Initialization;
import dev.digitgan.trainer.optim.AdamSettings;
import dev.digitgan.trainer.optim.Optimizer;
import dev.digitgan.trainer.optim.Optimizers;
import dev.digitgan.trainer.quality.classifier.ShiftedBatches.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Trains a classifier: Adam on the cross-entropy, the rate falling to zero by half a cosine; of the
 * states after each epoch the one that does best on held-out images is taken, of equals the last.
 *
 * <p>With one thread on a CPU, equal settings and images give equal weights. Belongs to a thread
 * whose gradient mode is on.
 */
public final class ClassifierTraining {
  private final EvaluatorSpec spec = ClassifierNetwork.spec();
  private final ClassifierSettings settings;
  private final Device device;

  public ClassifierTraining(ClassifierSettings settings, Device device) {
    this.settings = settings;
    this.device = device;
  }

  /** Told of each epoch, in the training thread. */
  public interface Listener {
    /**
     * An epoch has ended.
     *
     * @param loss mean of its steps, nats
     */
    void epochEnded(int epoch, double loss, double heldOutAccuracy);
  }

  /**
   * What came out.
   *
   * @param weights a safetensors file
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  public record Outcome(EvaluatorSpec spec, byte[] weights, int epoch, double heldOutAccuracy) {
    /** Share of {@code set}'s images whose digit these weights tell. */
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
   * @throws IllegalArgumentException if the images are of another size, or fewer than a batch
   */
  public Outcome train(DigitSet train, DigitSet heldOut, Listener listener) {
    if (train.imageBytes() != spec.shape().bytes()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "images are %d x %d; a classifier is trained on %s",
              train.height(),
              train.width(),
              spec.shape()));
    }
    ShiftedBatches batches = new ShiftedBatches(train, spec.range(), settings);
    try (Network network =
        Network.create(
            spec.stack(),
            device,
            InitialWeights.ofDiscriminator(Initialization.FAN_IN, settings.seed()))) {
      List<NDArray> weights = new ArrayList<>();
      for (Map.Entry<String, LayerTensor> tensor : spec.stack().tensors().entrySet()) {
        if (tensor.getValue().role().trained()) {
          weights.add(network.tensor(tensor.getKey()));
        }
      }
      AdamSettings adam = AdamSettings.of(settings.learningRate(), 0.9f, 0.999f);
      try (Optimizer optimizer = Optimizers.create(adam, weights, device)) {
        return train(network, new Learning(weights, optimizer), batches, heldOut, listener);
      }
    }
  }

  private record Learning(List<NDArray> weights, Optimizer optimizer) {
    void descend(NDArray loss, double rate) {
      weights.forEach(weight -> JniUtils.zeroGrad((PtNDArray) weight));
      try (NDArray one = loss.onesLike()) {
        JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
      }
      optimizer.step(rate);
      optimizer.settle();
    }
  }

  private Outcome train(
      Network network,
      Learning learning,
      ShiftedBatches batches,
      DigitSet heldOut,
      Listener listener) {
    long steps = (long) settings.epochs() * batches.perEpoch();
    Outcome best = new Outcome(spec, new byte[0], 0, -1);
    learning.weights.forEach(weight -> JniUtils.attachGradient((PtNDArray) weight, true));
    long step = 0;
    for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
      double losses = 0;
      for (int i = 0; i < batches.perEpoch(); i++) {
        double rate = 0.5 * (1 + Math.cos(Math.PI * step / steps));
        losses += step(network, learning, batches.batch(step), rate);
        step++;
      }
      byte[] weights = Safetensors.encode(network);
      double accuracy = new Outcome(spec, weights, epoch, 0).accuracy(heldOut, device);
      if (accuracy >= best.heldOutAccuracy()) {
        best = new Outcome(spec, weights, epoch, accuracy);
      }
      listener.epochEnded(epoch, losses / batches.perEpoch(), accuracy);
    }
    return best;
  }

  private double step(Network network, Learning learning, Batch batch, double rate) {
    int count = settings.batchSize();
    try (NDManager step = network.newManager()) {
      Shape shape = new Shape(count).addAll(spec.stack().inputShape());
      NDArray x = EngineMemory.create(step, batch.images(), shape);
      NDArray labels = EngineMemory.create(step, batch.labels(), new Shape(count, spec.classes()));
      NDArray logits = network.forward(x, Mode.TRAINING);
      // Minus the mean log odds of the true digit, in nats.
      NDArray loss = logits.logSoftmax(1).mul(labels).sum().div(GraphNumber.of(step, -count));
      learning.descend(loss, rate);
      return loss.getFloat();
    }
  }
}
