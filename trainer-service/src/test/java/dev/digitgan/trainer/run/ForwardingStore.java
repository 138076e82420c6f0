package dev.digitgan.trainer.run;

import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Another store, for fakes that change one thing about it. */
class ForwardingStore implements ObjectStore {
  private final ObjectStore store;

  ForwardingStore(ObjectStore store) {
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
  public void close() {
    store.close();
  }
}
