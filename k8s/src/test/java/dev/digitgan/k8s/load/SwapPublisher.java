package dev.digitgan.k8s.load;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.checkpoint.version.GoldenSample;
import dev.digitgan.generator.load.Reference;
import dev.digitgan.generator.load.UntrainedGenerator;
import dev.digitgan.generator.load.Variants;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.Network.TensorSource;
import dev.digitgan.network.Precision;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Commits one version after another, whole or damaged, and records what each draws before anybody
 * can see it. Old versions are removed, as a clean-up would.
 */
final class SwapPublisher {
  /** Versions that stay in the store and in the reference. */
  private static final int KEPT = 8;

  private final UntrainedGenerator generator;
  private final ObjectStore store;
  private final Reference reference;
  private final Variants variants;
  private final ObjectStore staging = new InMemoryStore();
  private final CheckpointPublisher publisher =
      new CheckpointPublisher(staging, new CheckpointKeys("digits"));
  private final Map<Long, Set<String>> published = new HashMap<>();

  SwapPublisher(UntrainedGenerator generator, ObjectStore store, Reference reference) {
    this.generator = generator;
    this.store = store;
    this.reference = reference;
    this.variants = new Variants(generator);
  }

  /** A version that can be served; its number. */
  long publish(long variant) throws IOException, CheckpointException {
    TensorSource weights = variants.of(variant);
    try (GeneratorModel model = generator.model(weights, Precision.FLOAT32)) {
      Manifest manifest = stage(weights, GoldenSample.draw(model));
      reference.draw(manifest.getVersion(), model);
      return commit(manifest, Optional.empty());
    }
  }

  /** A version that is to be refused; its number. */
  long publish(long variant, Damage damage) throws IOException, CheckpointException {
    TensorSource good = variants.of(variant);
    try (GeneratorModel model = generator.model(good, Precision.FLOAT32)) {
      GoldenSample golden = GoldenSample.draw(model);
      Manifest manifest =
          switch (damage) {
            case WRONG_GOLDEN -> stage(variants.of(-variant), golden);
            case NAN_WEIGHTS -> stage(variants.broken(), golden);
            case COLLAPSED -> stage(variants.collapsed(), golden);
            default -> stage(good, golden);
          };
      return commit(manifest, Optional.of(damage));
    }
  }

  private Manifest stage(TensorSource weights, GoldenSample golden) throws IOException {
    return publisher.publish(generator.draft(weights, Optional.of(golden)));
  }

  /** Blobs first, the manifest last, as a publisher would. */
  private long commit(Manifest manifest, Optional<Damage> damage) throws IOException {
    long version = manifest.getVersion();
    Map<String, byte[]> objects = new LinkedHashMap<>();
    for (String key : staging.list("blobs/")) {
      objects.put(key, staging.read(key, 1 << 30));
      staging.delete(key);
    }
    objects.put(manifestKey(version), staging.read(manifestKey(version), 1 << 20));
    if (version > 1) {
      staging.delete(manifestKey(version - 1));
    }
    String weights = "blobs/sha256/" + Sha256.parse(manifest.getWeights().getDigest()).hex();
    damage.ifPresent(harm -> harm.apply(objects, weights, manifestKey(version)));
    for (Map.Entry<String, byte[]> object : objects.entrySet()) {
      store.put(object.getKey(), object.getValue());
    }
    removeOld(version, objects.keySet());
    return version;
  }

  private static String manifestKey(long version) {
    return String.format(Locale.ROOT, "models/digits/versions/%08d.json", version);
  }

  private void removeOld(long version, Set<String> keys) throws IOException {
    published.put(version, Set.copyOf(keys));
    @Nullable Set<String> old = published.remove(version - KEPT);
    if (old != null) {
      Set<String> gone = new HashSet<>(old);
      published.values().forEach(gone::removeAll);
      store.delete(manifestKey(version - KEPT));
      for (String key : gone) {
        store.delete(key);
      }
      reference.forget(version - KEPT);
    }
  }
}
