package dev.digitgan.checkpoint;

import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store whose listings stay as they were when it was made, as some stores' do for a while. */
final class StaleListing implements ObjectStore {
  private final ObjectStore store;
  private final Map<String, List<StoredObject>> listings = new HashMap<>();

  StaleListing(ObjectStore store) throws IOException {
    this.store = store;
    String versions = new CheckpointKeys("digits").manifests();
    listings.put(versions, store.listObjects(versions));
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
    List<StoredObject> listing = listings.get(prefix);
    return listing == null ? store.listObjects(prefix) : listing;
  }

  @Override
  public void close() {
    store.close();
  }
}
