package dev.digitgan.trainer.command.options;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.run.TrainingStates;
import dev.digitgan.checkpoint.signing.ManifestSigner;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.Checkpoint;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.checkpoint.version.ManifestScan;
import dev.digitgan.checkpoint.version.VersionResolver;
import dev.digitgan.checkpoint.version.VersionResolver.VersionNotFoundException;
import dev.digitgan.command.MisuseException;
import dev.digitgan.command.StoreOptions;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.runtime.command.Logging;
import dev.digitgan.store.ConditionalPutProbe;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectStore.UnsuitableStoreException;
import dev.digitgan.store.location.StoreUri;
import dev.digitgan.trainer.run.JudgedVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store of one model's checkpoints.
 *
 * @param store closed with this
 * @param signer signs its manifests; empty to leave them unsigned
 */
public record TrainerStore(ObjectStore store, CheckpointKeys keys, Optional<ManifestSigner> signer)
    implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TrainerStore.class);

  /**
   * Opens the store for writing, and verifies the conditional put that publishing relies on.
   *
   * @param signingKey a PEM file of an Ed25519 private key
   * @throws UserErrorException if an option is wrong, or if the store cannot be written to
   */
  public static TrainerStore open(StoreOptions options, @Nullable Path signingKey) {
    return open(options, signingKey, store -> new ConditionalPutProbe(store).run());
  }

  /** Opens the store for a dry run, without writing an object to test it. */
  public static TrainerStore unwritten(StoreOptions options, @Nullable Path signingKey) {
    return open(options, signingKey, ObjectStore::tryOut);
  }

  private interface Probe {
    void of(ObjectStore store) throws IOException;
  }

  private static TrainerStore open(StoreOptions options, @Nullable Path signingKey, Probe probe) {
    CheckpointKeys keys = keys(options.model());
    Optional<ManifestSigner> signer = Optional.ofNullable(signingKey).map(TrainerStore::signer);
    ObjectStore store = store(options);
    try {
      probe.of(store);
      return new TrainerStore(store, keys, signer);
    } catch (UnsuitableStoreException e) {
      store.close();
      throw new MisuseException("--store: " + e.getMessage(), e);
    } catch (IOException e) {
      store.close();
      throw new UserErrorException("--store: " + store + " cannot be written to: " + e, e);
    }
  }

  /** Opens the store for reading, without a test. */
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

  /** Makes a resolver of names, which logs the versions that it cannot read. */
  public VersionResolver resolver() {
    return new VersionResolver(
        store, keys, reader(), TrainerStore::logUnreadable, JudgedVersion::rank);
  }

  private static void logUnreadable(Version version, Exception e) {
    log.warn("version {} is left out: {}", version, Logging.oneLine(e));
  }

  /** Returns all manifests that can be read; logs the versions of the others. */
  public List<Manifest> manifests() {
    try {
      return new ManifestScan(reader(), TrainerStore::logUnreadable).all(manifest -> true);
    } catch (IOException e) {
      throw new UserErrorException("--store: " + e, e);
    }
  }

  /** Loads the version that {@code option} names; empty if there is none. */
  public Optional<Checkpoint> find(String option, VersionName name) {
    try {
      Optional<Version> version = resolver().find(name);
      return version.isEmpty() ? Optional.empty() : Optional.of(reader().load(version.get()));
    } catch (CheckpointException | VersionNotFoundException e) {
      throw new UserErrorException(option + " " + name + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UserErrorException("--store: " + e, e);
    }
  }

  /** Loads the version that {@code option} names; {@link UserErrorException} if there is none. */
  public Checkpoint load(String option, VersionName name) {
    return find(option, name)
        .orElseThrow(
            () ->
                new UserErrorException(
                    "%s %s: there is no such version of %s in %s"
                        .formatted(option, name, keys.model(), store)));
  }

  private static CheckpointKeys keys(String model) {
    return OptionValues.checked("--model", () -> new CheckpointKeys(model));
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
    return OptionValues.checked(
        "--store", () -> StoreUri.open(options.store(), options.directorySync()));
  }

  @Override
  public void close() {
    store.close();
  }
}
