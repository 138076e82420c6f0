package dev.digitgan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.ndarray.types.Shape;
import com.google.protobuf.util.Timestamps;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.v1.DataSet;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.checkpoint.version.CheckpointDraft;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.image.ImageShape;
import dev.digitgan.latent.LatentDistribution;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.network.Activation;
import dev.digitgan.network.ActivationFunction;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.LayerTensor;
import dev.digitgan.network.Linear;
import dev.digitgan.network.Reshape;
import dev.digitgan.network.ValueRange;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A store in a directory, with versions whose manifests are always the same. */
final class TestStore {
  private static final GeneratorSpec SPEC =
      new GeneratorSpec(
          new LayerStack(
              List.of(
                  new Linear(2, 4), Activation.of(ActivationFunction.TANH), Reshape.to(1, 2, 2)),
              new Shape(2)),
          new LatentSource(2, LatentDistribution.NORMAL),
          ValueRange.MINUS_ONE_TO_ONE,
          new ImageShape(1, 2, 2),
          0);

  private final Path directory;
  private final ObjectStore store;

  TestStore(Path directory) {
    this.directory = directory;
    this.store = new DirectoryStore(directory);
  }

  ObjectStore store() {
    return store;
  }

  CheckpointPublisher publisher() {
    return new CheckpointPublisher(store, new CheckpointKeys("digits"));
  }

  /** Weights are {@code number} throughout; step, seed and one metric follow it. */
  static CheckpointDraft draft(int number) {
    return draft(number, "test");
  }

  /** As {@link #draft(int)}, of another run. */
  static CheckpointDraft draft(int number, String run) {
    return new CheckpointDraft(
        SPEC,
        "pytorch-2.7.1",
        weights(number),
        "preview".getBytes(UTF_8),
        Manifest.newBuilder()
            .setRecipe("conv-ns")
            .setRun(run)
            .setSeed(7)
            .setStep(100L * number)
            .setEpoch(number)
            .putSettings("batch", "64")
            .putMetrics(
                "frechet",
                Metric.newBuilder().setValue(10.5 / number).setLow(1).setHigh(11).build())
            .putMetrics("generator_loss", Metric.newBuilder().setValue(0.75).build())
            .setDataSet(DataSet.newBuilder().setName("mnist").setImages(60_000))
            .setCreateTime(Timestamps.fromSeconds(1_767_225_600L + 60L * number))
            .build());
  }

  void publish(int... numbers) throws IOException {
    for (int number : numbers) {
      publisher().publish(draft(number));
    }
  }

  /** Makes everything that is there two hours old. */
  void age() throws IOException {
    FileTime old = FileTime.from(Instant.now().minusSeconds(7200));
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, old);
      }
    }
  }

  Path file(String key) {
    return directory.resolve(key);
  }

  Path manifest(int version) {
    return file(String.format(Locale.ROOT, "models/digits/versions/%08d.json", version));
  }

  /** The weights that {@code number} was published with. */
  Path weightsBlob(int number) throws IOException {
    try (Stream<Path> blobs = Files.list(directory.resolve("blobs/sha256"))) {
      byte[] content = weights(number);
      for (Path blob : blobs.toList()) {
        if (Arrays.equals(Files.readAllBytes(blob), content)) {
          return blob;
        }
      }
    }
    throw new IllegalStateException("no weights of " + number);
  }

  private static byte[] weights(int number) {
    StringBuilder header = new StringBuilder("{");
    int at = 0;
    for (Map.Entry<String, LayerTensor> tensor : SPEC.stack().tensors().entrySet()) {
      Shape shape = tensor.getValue().shape();
      int end = at + Float.BYTES * (int) shape.size();
      header
          .append(at == 0 ? "" : ",")
          .append(
              String.format(
                  Locale.ROOT,
                  "\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}",
                  tensor.getKey(),
                  shape.toString().replace('(', '[').replace(')', ']'),
                  at,
                  end));
      at = end;
    }
    byte[] text = header.append('}').toString().getBytes(UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(Long.BYTES + text.length + at).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(text.length).put(text);
    while (file.hasRemaining()) {
      file.putFloat(number);
    }
    return file.array();
  }
}
