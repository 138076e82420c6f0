package dev.digitgan.trainer.quality.classifier;

import static com.google.common.base.Preconditions.checkArgument;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import dev.digitgan.checkpoint.evaluator.Evaluator;
import dev.digitgan.checkpoint.evaluator.EvaluatorSpec;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.network.EngineMemory;
import dev.digitgan.network.Layer.Mode;
import dev.digitgan.network.Network;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.quality.figure.Rows;
import java.util.stream.IntStream;

/**
 * Computes the features of images and the odds of their digits.
 *
 * <p>Owns its native memory until {@link #close}. For one thread, whose gradient mode may be on.
 */
public final class DigitClassifier implements AutoCloseable {
  private static final int BATCH = 250;

  private final EvaluatorSpec spec;
  private final Sha256 digest;
  private final Network body;
  private final Network head;

  private DigitClassifier(EvaluatorSpec spec, Sha256 digest, Network body, Network head) {
    this.spec = spec;
    this.digest = digest;
    this.body = body;
    this.head = head;
  }

  public static DigitClassifier create(Evaluator evaluator, Device device) {
    EvaluatorSpec spec = evaluator.spec();
    Network.TensorSource tensors = evaluator.tensors();
    Network body = Network.create(spec.body(), device, tensors);
    try {
      Network head =
          Network.create(
              spec.head(),
              device,
              (manager, name, tensor) -> tensors.create(manager, spec.nameInStack(name), tensor));
      return new DigitClassifier(spec, evaluator.digest(), body, head);
    } catch (RuntimeException | Error e) {
      body.close();
      throw e;
    }
  }

  /** The classifier's output, one row for each image. */
  public record Reading(Rows features, Rows odds) {
    public Reading select(int... images) {
      return new Reading(features.select(images), odds.select(images));
    }

    /** The digit with the highest odds for each image. */
    public int[] digits() {
      int[] digits = new int[odds.count()];
      for (int i = 0; i < digits.length; i++) {
        for (int digit = 1; digit < odds.columns(); digit++) {
          if (odds.at(i, digit) > odds.at(i, digits[i])) {
            digits[i] = digit;
          }
        }
      }
      return digits;
    }
  }

  /** The digest that identifies the classifier in figures. */
  public Sha256 digest() {
    return digest;
  }

  /** Classifies images, which must have the classifier's shape. */
  public Reading read(GreyImages images) {
    checkArgument(
        images.imageBytes() == spec.shape().bytes(),
        "images of %s bytes; the classifier takes %s",
        images.imageBytes(),
        spec.shape());
    float[] features = new float[Math.multiplyExact(images.count(), spec.features())];
    float[] odds = new float[Math.multiplyExact(images.count(), spec.classes())];
    boolean gradients = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try {
      for (int from = 0; from < images.count(); from += BATCH) {
        read(images, from, Math.min(BATCH, images.count() - from), features, odds);
      }
    } finally {
      JniUtils.setGradMode(gradients);
    }
    return new Reading(Rows.owning(features, spec.features()), Rows.owning(odds, spec.classes()));
  }

  private void read(GreyImages images, int from, int count, float[] features, float[] odds) {
    int pixels = images.imageBytes();
    float[] values = new float[count * pixels];
    for (int i = 0; i < values.length; i++) {
      values[i] = spec.range().value(images.pixel(from + i / pixels, i % pixels));
    }
    try (NDManager batch = body.newManager()) {
      Shape shape = new Shape(count).addAll(spec.stack().inputShape());
      NDArray x = EngineMemory.create(batch, values, shape);
      NDArray y = body.forward(x, Mode.INFERENCE);
      float[] ofBatch = y.toFloatArray();
      System.arraycopy(ofBatch, 0, features, from * spec.features(), ofBatch.length);
      float[] logits = head.forward(y, Mode.INFERENCE).toFloatArray();
      for (int i = 0; i < count; i++) {
        softmax(logits, i * spec.classes(), odds, (from + i) * spec.classes(), spec.classes());
      }
    }
  }

  private static void softmax(float[] logits, int from, float[] odds, int at, int classes) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < classes; i++) {
      largest = Math.max(largest, logits[from + i]);
    }
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      sum += Math.exp(logits[from + i] - largest);
    }
    for (int i = 0; i < classes; i++) {
      odds[at + i] = (float) (Math.exp(logits[from + i] - largest) / sum);
    }
  }

  double accuracy(DigitSet set) {
    int[] digits = read(GreyImages.of(set)).digits();
    long right = IntStream.range(0, digits.length).filter(i -> digits[i] == set.label(i)).count();
    return (double) right / digits.length;
  }

  @Override
  public void close() {
    head.close();
    body.close();
  }
}
