package dev.digitgan.checkpoint.codec;

import static com.google.common.base.Preconditions.checkArgument;

import dev.digitgan.checkpoint.v1.Function;
import dev.digitgan.image.ImageShape;
import dev.digitgan.network.Activation;
import dev.digitgan.network.ActivationFunction;
import dev.digitgan.network.BatchNormalization;
import dev.digitgan.network.Conv2d;
import dev.digitgan.network.Layer;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Linear;
import dev.digitgan.network.PixelShuffle;
import dev.digitgan.network.Reshape;
import dev.digitgan.network.Upsample;
import dev.digitgan.network.ValueRange;
import java.util.List;

/** Converts layers, ranges and shapes to and from their messages in manifests. */
public final class LayerCodec {
  private static final String FUNCTION = "FUNCTION_";

  private LayerCodec() {}

  public static List<dev.digitgan.checkpoint.v1.Layer> encode(LayerStack stack) {
    return stack.layers().stream().map(LayerCodec::encode).toList();
  }

  public static dev.digitgan.checkpoint.v1.ValueRange encode(ValueRange range) {
    return dev.digitgan.checkpoint.v1.ValueRange.newBuilder()
        .setMin(range.min())
        .setMax(range.max())
        .build();
  }

  public static ValueRange decode(dev.digitgan.checkpoint.v1.ValueRange range) {
    return new ValueRange(range.getMin(), range.getMax());
  }

  public static dev.digitgan.checkpoint.v1.ImageShape encode(ImageShape shape) {
    return dev.digitgan.checkpoint.v1.ImageShape.newBuilder()
        .setChannels(shape.channels())
        .setHeight(shape.height())
        .setWidth(shape.width())
        .build();
  }

  public static ImageShape decode(dev.digitgan.checkpoint.v1.ImageShape shape) {
    return new ImageShape(shape.getChannels(), shape.getHeight(), shape.getWidth());
  }

  static dev.digitgan.checkpoint.v1.Layer encode(Layer layer) {
    var message = dev.digitgan.checkpoint.v1.Layer.newBuilder();
    if (layer instanceof Linear linear) {
      message.getLinearBuilder().setInputs(linear.inputs()).setOutputs(linear.outputs());
    } else if (layer instanceof BatchNormalization norm) {
      message
          .getBatchNormBuilder()
          .setFeatures(norm.features())
          .setEpsilon(norm.epsilon())
          .setMomentum(norm.momentum());
    } else if (layer instanceof Activation activation) {
      message
          .getActivationBuilder()
          .setFunction(Function.valueOf(FUNCTION + activation.function().name()))
          .setSlope(activation.slope());
    } else if (layer instanceof Reshape reshape) {
      message.getReshapeBuilder().addAllDimensions(reshape.dimensions());
    } else if (layer instanceof Upsample upsample) {
      message.getUpsampleBuilder().setFactor(upsample.factor());
    } else if (layer instanceof PixelShuffle shuffle) {
      message.getPixelShuffleBuilder().setFactor(shuffle.factor());
    } else if (layer instanceof Conv2d conv) {
      message
          .getConv2DBuilder()
          .setInputs(conv.inputs())
          .setOutputs(conv.outputs())
          .setKernel(conv.kernel())
          .setStride(conv.stride())
          .setPadding(conv.padding());
    } else {
      throw new IllegalArgumentException("no message for " + layer);
    }
    return message.build();
  }

  public static Layer decode(dev.digitgan.checkpoint.v1.Layer message) {
    return switch (message.getKindCase()) {
      case LINEAR -> new Linear(message.getLinear().getInputs(), message.getLinear().getOutputs());
      case BATCH_NORM -> {
        var norm = message.getBatchNorm();
        yield new BatchNormalization(norm.getFeatures(), norm.getEpsilon(), norm.getMomentum());
      }
      case ACTIVATION -> {
        var activation = message.getActivation();
        yield new Activation(function(activation.getFunction()), activation.getSlope());
      }
      case RESHAPE -> new Reshape(message.getReshape().getDimensionsList());
      case UPSAMPLE -> new Upsample(message.getUpsample().getFactor());
      case PIXEL_SHUFFLE -> new PixelShuffle(message.getPixelShuffle().getFactor());
      case CONV2D -> {
        var conv = message.getConv2D();
        yield new Conv2d(
            conv.getInputs(),
            conv.getOutputs(),
            conv.getKernel(),
            conv.getStride(),
            conv.getPadding());
      }
      case KIND_NOT_SET -> throw new IllegalArgumentException("unknown kind of layer");
    };
  }

  private static ActivationFunction function(Function function) {
    checkArgument(
        function != Function.FUNCTION_UNSPECIFIED && function != Function.UNRECOGNIZED,
        "unknown activation function");
    return ActivationFunction.valueOf(function.name().substring(FUNCTION.length()));
  }
}
