package dev.digitgan.generator.cache;

import dev.digitgan.store.ForwardingStore;
import dev.digitgan.store.NoSuchObjectException;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectTooLargeException;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.util.Optional;

/** A store whose objects are copied as they are read, and read from the copies while it fails. */
final class CopyingStore extends ForwardingStore {
  private final LastGoodCache cache;

  CopyingStore(ObjectStore store, LastGoodCache cache) {
    super(store);
    this.cache = cache;
  }

  @Override
  public byte[] read(String key, long maxBytes) throws IOException {
    try {
      byte[] bytes = super.read(key, maxBytes);
      cache.keep(key, bytes);
      return bytes;
    } catch (NoSuchObjectException | ObjectTooLargeException e) {
      throw e;
    } catch (IOException e) {
      return readCopy(key, maxBytes, e);
    }
  }

  @Override
  public Optional<StoredObject> stat(String key) throws IOException {
    try {
      return super.stat(key);
    } catch (IOException e) {
      return statCopy(key, e);
    }
  }

  private Optional<StoredObject> statCopy(String key, IOException failure) throws IOException {
    Optional<StoredObject> copy = cache.stat(key);
    if (copy.isEmpty()) {
      throw failure;
    }
    return copy;
  }

  private byte[] readCopy(String key, long maxBytes, IOException failure) throws IOException {
    try {
      return cache.read(key, maxBytes);
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }
}
