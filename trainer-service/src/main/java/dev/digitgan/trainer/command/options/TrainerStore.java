package dev.digitgan.trainer.command.options;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.run.TrainingStates;
import dev.digitgan.checkpoint.signing.ManifestSigner;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.command.MisuseException;
import dev.digitgan.command.StoreOptions;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.store.ConditionalPutProbe;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.UnsuitableStoreException;
import dev.digitgan.store.location.StoreUri;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store that a trainer writes one model to.
 *
 * @param store closed with this
 * @param signer of its manifests; empty: they are not signed
 */
public record TrainerStore(ObjectStore store, CheckpointKeys keys, Optional<ManifestSigner> signer)
    implements AutoCloseable {

  /**
   * Opens the store and tries that it keeps the one promise that publishing rests on.
   *
   * @param signingKey a PEM file of an Ed25519 private key
   * @throws UserErrorException if what is named is not there, or the store cannot be written to
   */
  public static TrainerStore open(StoreOptions options, @Nullable Path signingKey) {
    return open(options, signingKey, store -> new ConditionalPutProbe(store).run());
  }

  /** As {@link #open}, but no object is written to try it. */
  public static TrainerStore unwritten(StoreOptions options, @Nullable Path signingKey) {
    return open(options, signingKey, ObjectStore::tryOut);
  }

  private interface Trial {
    void of(ObjectStore store) throws IOException;
  }

  private static TrainerStore open(StoreOptions options, @Nullable Path signingKey, Trial trial) {
    CheckpointKeys keys = keys(options.model());
    Optional<ManifestSigner> signer = Optional.ofNullable(signingKey).map(TrainerStore::signer);
    ObjectStore store = store(options);
    try {
      trial.of(store);
      return new TrainerStore(store, keys, signer);
    } catch (UnsuitableStoreException e) {
      store.close();
      throw new MisuseException("--store: " + e.getMessage(), e);
    } catch (IOException e) {
      store.close();
      throw new UserErrorException("--store: " + store + " cannot be written to: " + e, e);
    }
  }

  /** As {@link #open}, to read from: nothing is tried, and nothing can be signed. */
  public static TrainerStore reading(StoreOptions options) {
    CheckpointKeys keys = keys(options.model());
    return new TrainerStore(store(options), keys, Optional.empty());
  }

  public CheckpointPublisher publisher() {
    return signer
        .map(by -> new CheckpointPublisher(store, keys, by))
        .orElseGet(() -> new CheckpointPublisher(store, keys));
  }

  public CheckpointReader reader() {
    return new CheckpointReader(store, keys);
  }

  public TrainingStates states(String run) {
    return new TrainingStates(store, keys, run);
  }

  private static CheckpointKeys keys(String model) {
    try {
      return new CheckpointKeys(model);
    } catch (IllegalArgumentException e) {
      throw new MisuseException("--model: " + e.getMessage(), e);
    }
  }

  private static ManifestSigner signer(Path key) {
    try {
      return ManifestSigner.read(key);
    } catch (IllegalArgumentException e) {
      throw new MisuseException("--signing-key: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new MisuseException("--signing-key: cannot read " + key + ": " + e, e);
    }
  }

  private static ObjectStore store(StoreOptions options) {
    try {
      return StoreUri.open(options.store(), options.directorySync());
    } catch (IllegalArgumentException e) {
      throw new MisuseException("--store: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
