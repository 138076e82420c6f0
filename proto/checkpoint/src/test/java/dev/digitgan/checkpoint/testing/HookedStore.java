package dev.digitgan.checkpoint.testing;

import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lets a test do something before each operation of a store. */
public final class HookedStore implements ObjectStore {
  private final ObjectStore store;
  private final Hook hook;

  public HookedStore(ObjectStore store, Hook hook) {
    this.store = store;
    this.hook = hook;
  }

  /** Called in the operation's thread. */
  public interface Hook {
    void before(String operation, String key) throws IOException;
  }

  @Override
  public byte[] read(String key, long maxBytes) throws IOException {
    hook.before("read", key);
    return store.read(key, maxBytes);
  }

  @Override
  public Optional<StoredObject> stat(String key) throws IOException {
    hook.before("stat", key);
    return store.stat(key);
  }

  @Override
  public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
    hook.before("putIfAbsent", key);
    return store.putIfAbsent(key, bytes);
  }

  @Override
  public void put(String key, byte[] bytes) throws IOException {
    hook.before("put", key);
    store.put(key, bytes);
  }

  @Override
  public void delete(String key) throws IOException {
    hook.before("delete", key);
    store.delete(key);
  }

  @Override
  public List<StoredObject> listObjects(String prefix) throws IOException {
    hook.before("list", prefix);
    return store.listObjects(prefix);
  }

  @Override
  public int removeUnfinished(Instant before) throws IOException {
    hook.before("removeUnfinished", "");
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
