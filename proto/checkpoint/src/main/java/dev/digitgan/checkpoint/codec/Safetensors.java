package dev.digitgan.checkpoint.codec;

import static dev.digitgan.checkpoint.codec.CheckpointException.check;

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
 * <p>The engine writes files, and this class reads them. It accepts a file only if the header
 * describes exactly the tensors of the network, float32, without a hole, an overlap or a byte left
 * over. Source: the description of the format in the safetensors project's README.
 */
public final class Safetensors {
  private Safetensors() {}

  /** The tensors of {@code network} as a file. */
  public static byte[] encode(Network network) {
    return new NDList(network.tensors().values()).encode(NDList.Encoding.SAFETENSORS);
  }

  /** The tensors as a file, in their order. */
  public static byte[] encode(Map<String, HostTensor> tensors) {
    byte[] header = SafetensorsHeader.describe(tensors);
    long dataBytes = tensors.values().stream().mapToLong(HostTensor::sizeBytes).sum();
    ByteBuffer file =
        ByteBuffer.allocate(Math.toIntExact(Long.BYTES + header.length + dataBytes))
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .put(header);
    for (HostTensor tensor : tensors.values()) {
      file.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(tensor.values());
      file.position(file.position() + tensor.sizeBytes());
    }
    return file.array();
  }

  /** A source of tensors for {@code stack}; CheckpointException if the file has others. */
  public static Network.TensorSource source(byte[] file, LayerStack stack)
      throws CheckpointException {
    return source(tensors(file, stack));
  }

  /** Finds the tensors of a network in {@code file}. */
  public static Map<String, ByteBuffer> tensors(byte[] file, LayerStack stack)
      throws CheckpointException {
    Map<String, Shape> expected = new LinkedHashMap<>();
    stack.tensors().forEach((name, tensor) -> expected.put(name, tensor.shape()));
    return tensors(file, expected);
  }

  /**
   * Finds the numbers of exactly the {@code expected} tensors in {@code file}, whose memory the
   * result shares. Allocates nothing larger than the header.
   */
  public static Map<String, ByteBuffer> tensors(byte[] file, Map<String, Shape> expected)
      throws CheckpointException {
    SafetensorsHeader header = SafetensorsHeader.parse(file);
    for (String name : header.tensors().keySet()) {
      check(expected.containsKey(name), "weights: unexpected tensor '%s'", name);
    }
    Map<String, ByteBuffer> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, Shape> entry : expected.entrySet()) {
      String name = entry.getKey();
      SafetensorsHeader.Entry found = header.tensors().get(name);
      if (found == null) {
        throw new CheckpointException.Wrong("weights: tensor '" + name + "' is missing");
      }
      Shape shape = entry.getValue();
      check(
          found.shape().equals(shape),
          "weights: tensor '%s' is %s, not %s",
          name,
          found.shape(),
          shape);
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
