package dev.digitgan.generator.cache;

import dev.digitgan.store.NoSuchObjectException;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectTooLargeException;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store whose objects are copied as they are read, and read from the copies while it fails. */
final class CopyingStore implements ObjectStore {
  private final ObjectStore store;
  private final LastGoodCache cache;

  CopyingStore(ObjectStore store, LastGoodCache cache) {
    this.store = store;
    this.cache = cache;
  }

  @Override
  public byte[] read(String key, long maxBytes) throws IOException {
    try {
      byte[] bytes = store.read(key, maxBytes);
      cache.keep(key, bytes);
      return bytes;
    } catch (NoSuchObjectException | ObjectTooLargeException e) {
      throw e;
    } catch (IOException e) {
      return readCopy(key, maxBytes, e);
    }
  }

  private byte[] readCopy(String key, long maxBytes, IOException failure) throws IOException {
    try {
      return cache.read(key, maxBytes);
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  @Override
  public Optional<StoredObject> stat(String key) throws IOException {
    return store.stat(key);
  }

  @Override
  public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
    return store.putIfAbsent(key, bytes);
  }

  @Override
  public void put(String key, byte[] bytes) throws IOException {
    store.put(key, bytes);
  }

  @Override
  public void delete(String key) throws IOException {
    store.delete(key);
  }

  @Override
  public List<StoredObject> listObjects(String prefix) throws IOException {
    return store.listObjects(prefix);
  }

  @Override
  public int removeUnfinished(Instant before) throws IOException {
    return store.removeUnfinished(before);
  }

  @Override
  public String toString() {
    return store.toString();
  }

  @Override
  public void close() {
    store.close();
  }
}
