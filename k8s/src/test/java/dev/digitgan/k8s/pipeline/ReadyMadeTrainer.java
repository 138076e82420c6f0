package dev.digitgan.k8s.pipeline;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.v1.DataSet;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.CheckpointDraft;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.checkpoint.version.GoldenSample;
import dev.digitgan.generator.load.Generators;
import dev.digitgan.generator.load.UntrainedGenerator;
import dev.digitgan.generator.load.Variants;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.Network.TensorSource;
import dev.digitgan.network.Precision;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.location.StoreUri;
import dev.digitgan.trainer.TrainerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The trainer's process, but that runs named after a {@link Make} are not trained: their version is
 * there at once. All else is the trainer's.
 */
final class ReadyMadeTrainer {
  static final UntrainedGenerator GENERATOR = Generators.SMALL.untrained();

  /** Draws what the images to train on were drawn by. */
  static final long TRUTH = 1;

  /** Draws other images. */
  static final long OTHER = 2;

  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");

  /** What a run publishes. */
  enum Make {
    /** As good as can be. */
    BETTER,
    /** As good, and one byte of its weights is another after it was published. */
    CORRUPT,
    /** As good, but its trainer recorded other images than it draws. */
    GOLDEN
  }

  private ReadyMadeTrainer() {}

  public static void main(String[] args) throws Exception {
    List<String> arguments = List.of(args);
    if (arguments.get(0).equals("train")) {
      String run = arguments.get(arguments.indexOf("--run") + 1);
      for (Make make : Make.values()) {
        if (run.startsWith(make.name().toLowerCase(java.util.Locale.ROOT))) {
          try (ObjectStore store = StoreUri.open(System.getenv("DIGITGAN_STORE"))) {
            goOn(store, run, make);
          }
          return;
        }
      }
    }
    TrainerMain.main(args);
  }

  /** Publishes unless an earlier process has. */
  private static void goOn(ObjectStore store, String run, Make make) throws Exception {
    CheckpointReader reader = new CheckpointReader(store, KEYS);
    for (Version version : reader.versions()) {
      if (reader.manifest(version).getRun().equals(run)) {
        return;
      }
    }
    Manifest published = publish(store, run, TRUTH, make == Make.GOLDEN ? OTHER : TRUTH);
    if (make == Make.CORRUPT) {
      flip(published.getWeights().getDigest());
    }
  }

  /**
   * Publishes a version of a run.
   *
   * @param golden variant that draws what is recorded
   */
  static Manifest publish(ObjectStore store, String run, long variant, long golden)
      throws Exception {
    EngineSettings.ONE_THREAD.apply();
    EngineSettings.ONE_THREAD.prepareInferenceThread();
    Variants variants = new Variants(GENERATOR);
    CheckpointDraft draft = draft(variants.of(variant), variants.of(golden));
    Manifest provenance =
        draft.provenance().toBuilder()
            .setRun(run)
            .setDataSet(DataSet.newBuilder().setName("data").setDigest("sha256:data"))
            .build();
    return new CheckpointPublisher(store, KEYS)
        .publish(
            new CheckpointDraft(
                draft.spec(),
                draft.engine(),
                draft.weights(),
                draft.preview(),
                draft.golden(),
                provenance));
  }

  private static CheckpointDraft draft(TensorSource weights, TensorSource golden) throws Exception {
    try (GeneratorModel model = GENERATOR.model(golden, Precision.FLOAT32)) {
      return GENERATOR.draft(weights, Optional.of(GoldenSample.draw(model)));
    }
  }

  private static void flip(String digest) throws IOException {
    Path blob =
        Path.of(System.getenv("DIGITGAN_STORE"), "blobs/sha256", Sha256.parse(digest).hex());
    byte[] bytes = Files.readAllBytes(blob);
    bytes[bytes.length - 4] ^= 1;
    Files.write(blob, bytes);
  }
}
