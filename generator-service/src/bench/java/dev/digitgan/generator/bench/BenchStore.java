package dev.digitgan.generator.bench;

import ai.djl.Device;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.Safetensors;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.CheckpointDraft;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.checkpoint.version.GoldenSample;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Network;
import dev.digitgan.network.Network.TensorSource;
import dev.digitgan.network.Precision;
import dev.digitgan.runtime.engine.EngineIdentity;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.location.StoreUri;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model of the benchmark's own in a store, and versions of it: the same network with other
 * weights each time, a few that take turns, so that the store does not grow with the swaps.
 */
final class BenchStore {
  static final String MODEL = "bench";

  /** More than a server keeps loaded. */
  private static final int DRAFTS = 4;

  private final CheckpointPublisher publisher;
  private final List<CheckpointDraft> drafts;
  private int published;

  private BenchStore(CheckpointPublisher publisher, List<CheckpointDraft> drafts) {
    this.publisher = publisher;
    this.drafts = drafts;
  }

  /** With its first version published. The calling thread must have gradients switched off. */
  static BenchStore create(ObjectStore store, String recipe, GeneratorSpec spec)
      throws IOException, CheckpointException {
    List<CheckpointDraft> drafts = new ArrayList<>();
    for (int seed = 1; seed <= DRAFTS; seed++) {
      drafts.add(draft(recipe, spec, seed));
    }
    CheckpointPublisher publisher = new CheckpointPublisher(store, new CheckpointKeys(MODEL));
    BenchStore made = new BenchStore(publisher, drafts);
    made.publishNext();
    return made;
  }

  /** Publishes weights that the last versions did not have. */
  synchronized void publishNext() throws IOException {
    publisher.publish(drafts.get(published % DRAFTS));
    published++;
  }

  /** The network of the newest version of {@code model}. */
  static GeneratorSpec spec(String store, String model) throws IOException {
    try (ObjectStore opened = StoreUri.open(store)) {
      CheckpointReader reader = new CheckpointReader(opened, new CheckpointKeys(model));
      Version version =
          reader.latest().orElseThrow(() -> new IOException("no " + model + " in " + store));
      return reader.load(version).spec();
    } catch (CheckpointException e) {
      throw new IOException("cannot read " + model + " in " + store, e);
    }
  }

  private static CheckpointDraft draft(String recipe, GeneratorSpec spec, long seed)
      throws CheckpointException {
    TensorSource weights = BenchNetworks.untrained(seed);
    try (Network network = Network.create(spec.stack(), Device.cpu(), weights);
        GeneratorModel model =
            GeneratorModel.create(spec, Device.cpu(), Precision.FLOAT32, weights)) {
      Manifest.Builder provenance = Manifest.newBuilder().setRecipe(recipe).setSeed(seed);
      provenance.getCreateTimeBuilder().setSeconds(Instant.now().getEpochSecond());
      return new CheckpointDraft(
          spec,
          EngineIdentity.engine(),
          Safetensors.encode(network),
          new byte[] {0},
          Optional.of(GoldenSample.draw(model)),
          provenance.build());
    }
  }
}
