package dev.digitgan.trainer;

import dev.digitgan.checkpoint.CheckpointKeys;
import dev.digitgan.checkpoint.CheckpointPublisher;
import dev.digitgan.checkpoint.CheckpointReader;
import dev.digitgan.checkpoint.ManifestSigner;
import dev.digitgan.checkpoint.TrainingStates;
import dev.digitgan.runtime.command.StoreOptions;
import dev.digitgan.runtime.command.UserErrorException;
import dev.digitgan.store.ConditionalPutProbe;
import dev.digitgan.store.ConditionalPutUnsupportedException;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.StoreUri;
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
record TrainerStore(ObjectStore store, CheckpointKeys keys, Optional<ManifestSigner> signer)
    implements AutoCloseable {

  /**
   * Opens the store and tries that it keeps the one promise that publishing rests on.
   *
   * @param signingKey a PEM file of an Ed25519 private key
   * @throws UserErrorException if what is named is not there, or the store cannot be written to
   */
  static TrainerStore open(StoreOptions options, @Nullable Path signingKey) {
    TrainerStore opened = untried(options, signingKey);
    ObjectStore store = opened.store();
    try {
      new ConditionalPutProbe(store).run();
      return opened;
    } catch (ConditionalPutUnsupportedException e) {
      store.close();
      throw UserErrorException.of(e);
    } catch (IOException e) {
      store.close();
      throw new UserErrorException("--store: " + store + " cannot be written to: " + e, e);
    }
  }

  /** As {@link #open}, but nothing is tried: whether it can be written to is not known. */
  static TrainerStore untried(StoreOptions options, @Nullable Path signingKey) {
    CheckpointKeys keys = keys(options.model());
    Optional<ManifestSigner> signer = Optional.ofNullable(signingKey).map(TrainerStore::signer);
    return new TrainerStore(store(options.store()), keys, signer);
  }

  /** As {@link #open}, to read from: nothing is tried, and nothing can be signed. */
  static TrainerStore reading(StoreOptions options) {
    CheckpointKeys keys = keys(options.model());
    return new TrainerStore(store(options.store()), keys, Optional.empty());
  }

  CheckpointPublisher publisher() {
    return signer
        .map(by -> new CheckpointPublisher(store, keys, by))
        .orElseGet(() -> new CheckpointPublisher(store, keys));
  }

  CheckpointReader reader() {
    return new CheckpointReader(store, keys);
  }

  TrainingStates states(String run) {
    return new TrainingStates(store, keys, run);
  }

  private static CheckpointKeys keys(String model) {
    try {
      return new CheckpointKeys(model);
    } catch (IllegalArgumentException e) {
      throw new UserErrorException("--model: " + e.getMessage(), e);
    }
  }

  private static ManifestSigner signer(Path key) {
    try {
      return ManifestSigner.read(key);
    } catch (IllegalArgumentException e) {
      throw new UserErrorException("--signing-key: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UserErrorException("--signing-key: cannot read " + key + ": " + e, e);
    }
  }

  private static ObjectStore store(String location) {
    try {
      return StoreUri.open(location);
    } catch (IllegalArgumentException e) {
      throw new UserErrorException("--store: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
