package dev.digitgan.trainer.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.digitgan.network.Conv2d;
import dev.digitgan.network.Layer;
import dev.digitgan.network.Layer.Mode;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.LayerTensor;
import dev.digitgan.network.Linear;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.recipe.Recipe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Computes only the matrix products and convolutions of a round, each layer by itself, forward and
 * backward, on ready inputs. No trainer on this engine can be faster.
 */
final class ProductSteps implements Steps {
  private final NDManager manager;
  private final List<Product> products;

  private ProductSteps(NDManager manager, List<Product> products) {
    this.manager = manager;
    this.products = products;
  }

  /**
   * The products of one layer.
   *
   * @param input takes a gradient unless it is the network's own input
   * @param tensors take gradients if the layer is trained
   * @param outputGradient of the output's shape
   */
  private record Product(
      Layer layer, NDArray input, Map<String, NDArray> tensors, NDArray outputGradient) {}

  static ProductSteps of(Recipe recipe) {
    NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    GameSettings game = recipe.game();
    int judged = game.penalty().first() > 0 ? 4 : 2;
    Collector collector = new Collector(manager);
    int batch = game.batchSize();
    // G is trained; D passes its gradient on to G, and is not trained.
    collector.add(recipe.generator().stack(), batch, Pass.LEARNS);
    collector.add(recipe.discriminator(), batch, Pass.PASSES_ON);
    // D is trained on real images and fakes, and with a penalty on as many moved ones.
    collector.add(recipe.discriminator(), judged * batch, Pass.LEARNS);
    return new ProductSteps(manager, collector.products);
  }

  private enum Pass {
    LEARNS,
    PASSES_ON
  }

  private static final class Collector {
    private final NDManager manager;
    private final List<Product> products = new ArrayList<>();

    private Collector(NDManager manager) {
      this.manager = manager;
    }

    private void add(LayerStack stack, int batch, Pass pass) {
      Shape shape = stack.inputShape();
      boolean first = true;
      for (Layer layer : stack.layers()) {
        if (layer instanceof Linear || layer instanceof Conv2d) {
          NDArray input = numbers(shape, batch);
          JniUtils.attachGradient((PtNDArray) input, pass == Pass.PASSES_ON || !first);
          Map<String, NDArray> tensors = new HashMap<>();
          for (LayerTensor tensor : layer.tensors()) {
            NDArray array = manager.randomNormal(tensor.shape());
            JniUtils.attachGradient((PtNDArray) array, pass == Pass.LEARNS);
            tensors.put(tensor.name(), array);
          }
          products.add(
              new Product(layer, input, tensors, numbers(layer.outputShape(shape), batch)));
        }
        first = first && layer.tensors().isEmpty();
        shape = layer.outputShape(shape);
      }
    }

    private NDArray numbers(Shape shape, int batch) {
      return manager.randomNormal(new Shape(batch).addAll(shape));
    }
  }

  @Override
  public void play() {
    for (Product product : products) {
      JniUtils.zeroGrad((PtNDArray) product.input());
      product.tensors().values().forEach(tensor -> JniUtils.zeroGrad((PtNDArray) tensor));
      try (NDManager round = manager.newSubManager()) {
        NDArray output =
            product
                .layer()
                .forward(
                    product.input(),
                    name -> Objects.requireNonNull(product.tensors().get(name)),
                    Mode.TRAINING);
        output.attach(round);
        JniUtils.backward((PtNDArray) output, (PtNDArray) product.outputGradient(), false, false);
      }
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
