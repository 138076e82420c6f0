package dev.digitgan.store;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Forwards every call to another store; a subclass overrides what differs. */
public abstract class ForwardingStore implements ObjectStore {
  private final ObjectStore store;

  protected ForwardingStore(ObjectStore store) {
    this.store = store;
  }

  @Override
  public byte[] read(String key, long maxBytes) throws IOException {
    return store.read(key, maxBytes);
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
  public void tryOut() throws IOException {
    store.tryOut();
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
