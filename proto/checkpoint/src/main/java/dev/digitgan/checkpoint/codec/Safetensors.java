package dev.digitgan.checkpoint.codec;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.EngineMemory;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Network;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Weights as a safetensors file: eight bytes of header length, a JSON header, then the numbers.
 *
 * <p>Files are written by the engine and read here: a file is used only if its header describes
 * exactly the tensors of the network, float32, without a hole, an overlap or a byte left over.
 * Source: the format's description in the safetensors project's README.
 */
public final class Safetensors {
  private Safetensors() {}

  /** The tensors of {@code network}, wherever they are, as a file. */
  public static byte[] encode(Network network) {
    return new NDList(network.tensors().values()).encode(NDList.Encoding.SAFETENSORS);
  }

  /** Tensors on the Java heap as a file, in their order. */
  public static byte[] encode(Map<String, HostTensor> tensors) {
    byte[] header = SafetensorsHeader.describe(tensors);
    int dataBytes = 0;
    for (HostTensor tensor : tensors.values()) {
      dataBytes = Math.addExact(dataBytes, tensor.sizeBytes());
    }
    ByteBuffer file =
        ByteBuffer.allocate(Math.addExact(Long.BYTES + header.length, dataBytes))
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .put(header);
    for (HostTensor tensor : tensors.values()) {
      file.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(tensor.values());
      file.position(file.position() + tensor.sizeBytes());
    }
    return file.array();
  }

  /**
   * A source of the tensors of a network of {@code stack}, from a file that holds exactly these.
   *
   * @throws CheckpointException if it does not
   */
  public static Network.TensorSource source(byte[] file, LayerStack stack)
      throws CheckpointException {
    return source(tensors(file, stack));
  }

  /** As {@link #tensors(byte[], Map)}, for the weights of a network. */
  public static Map<String, ByteBuffer> tensors(byte[] file, LayerStack stack)
      throws CheckpointException {
    Map<String, Shape> expected = new LinkedHashMap<>();
    stack.tensors().forEach((name, tensor) -> expected.put(name, tensor.shape()));
    return tensors(file, expected);
  }

  /**
   * Where the numbers of each of the {@code expected} tensors lie in {@code file}; shares its
   * memory.
   *
   * @throws CheckpointException if the file does not hold exactly these; nothing larger than its
   *     header was allocated
   */
  public static Map<String, ByteBuffer> tensors(byte[] file, Map<String, Shape> expected)
      throws CheckpointException {
    SafetensorsHeader header = SafetensorsHeader.parse(file);
    for (String name : header.tensors().keySet()) {
      if (!expected.containsKey(name)) {
        throw new WrongCheckpointException(
            "weights: tensor '" + name + "' is none of the network's");
      }
    }
    Map<String, ByteBuffer> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, Shape> entry : expected.entrySet()) {
      String name = entry.getKey();
      SafetensorsHeader.Entry found = header.tensors().get(name);
      if (found == null) {
        throw new WrongCheckpointException("weights: tensor '" + name + "' is missing");
      }
      Shape shape = entry.getValue();
      if (!found.shape().equals(shape)) {
        throw new WrongCheckpointException(
            "weights: tensor '" + name + "' is " + found.shape() + ", not " + shape);
      }
      tensors.put(
          name,
          ByteBuffer.wrap(file, header.dataStart() + found.begin(), found.end() - found.begin())
              .slice()
              .order(ByteOrder.LITTLE_ENDIAN));
    }
    return tensors;
  }

  /** A source of the tensors that {@link #tensors} found. */
  public static Network.TensorSource source(Map<String, ByteBuffer> tensors) {
    return (manager, name, tensor) -> {
      ByteBuffer bytes = tensors.get(name);
      if (bytes == null) {
        throw new IllegalArgumentException("no tensor " + name);
      }
      FloatBuffer values = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      return EngineMemory.create(manager, values, tensor.shape());
    };
  }
}
