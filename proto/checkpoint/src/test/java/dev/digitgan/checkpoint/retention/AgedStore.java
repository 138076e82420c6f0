package dev.digitgan.checkpoint.retention;

import dev.digitgan.store.ForwardingStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says that what was in the store when this was made, and was not written since, is older. */
final class AgedStore extends ForwardingStore {
  private final Duration age;
  private final Set<String> old;

  AgedStore(ObjectStore store, Duration age) throws IOException {
    super(store);
    this.age = age;
    this.old = new HashSet<>(store.list("models/"));
    old.addAll(store.list("blobs/"));
  }

  @Override
  public void put(String key, byte[] bytes) throws IOException {
    super.put(key, bytes);
    old.remove(key);
  }

  @Override
  public Optional<StoredObject> stat(String key) throws IOException {
    return super.stat(key).map(this::aged);
  }

  @Override
  public List<StoredObject> listObjects(String prefix) throws IOException {
    return super.listObjects(prefix).stream().map(this::aged).toList();
  }

  private StoredObject aged(StoredObject object) {
    return old.contains(object.key())
        ? new StoredObject(object.key(), object.sizeBytes(), object.lastModified().minus(age))
        : object;
  }
}
