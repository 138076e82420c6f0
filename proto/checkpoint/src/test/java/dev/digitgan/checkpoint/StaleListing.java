package dev.digitgan.checkpoint;

import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A store whose listings stay as they were when it was made, as some stores' do for a while. */
final class StaleListing implements ObjectStore {
  private final ObjectStore store;
  private final Map<String, List<String>> listings = new HashMap<>();

  StaleListing(ObjectStore store) throws IOException {
    this.store = store;
    String versions = new CheckpointKeys("digits").manifests();
    listings.put(versions, store.list(versions));
  }

  @Override
  public byte[] read(String key, long maxBytes) throws IOException {
    return store.read(key, maxBytes);
  }

  @Override
  public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
    return store.putIfAbsent(key, bytes);
  }

  @Override
  public List<String> list(String prefix) throws IOException {
    List<String> listing = listings.get(prefix);
    return listing == null ? store.list(prefix) : listing;
  }

  @Override
  public void close() {
    store.close();
  }
}
