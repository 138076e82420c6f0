package dev.digitgan.store.testing;

import dev.digitgan.store.ForwardingStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbers the operations on a store, and tells a listener before and after each. */
public final class CountingStore extends ForwardingStore {
  private final AtomicInteger operations = new AtomicInteger();
  private final Listener listener;

  public CountingStore(ObjectStore store, Listener listener) {
    super(store);
    this.listener = listener;
  }

  /** How many have begun. */
  public int operationCount() {
    return operations.get();
  }

  @Override
  public byte[] read(String key, long maxBytes) throws IOException {
    return count(StoreOperation.Kind.READ, key, () -> super.read(key, maxBytes));
  }

  @Override
  public Optional<StoredObject> stat(String key) throws IOException {
    return count(StoreOperation.Kind.STAT, key, () -> super.stat(key));
  }

  @Override
  public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
    return count(StoreOperation.Kind.PUT_IF_ABSENT, key, () -> super.putIfAbsent(key, bytes));
  }

  @Override
  public void put(String key, byte[] bytes) throws IOException {
    count(
        StoreOperation.Kind.PUT,
        key,
        () -> {
          super.put(key, bytes);
          return true;
        });
  }

  @Override
  public void delete(String key) throws IOException {
    count(
        StoreOperation.Kind.DELETE,
        key,
        () -> {
          super.delete(key);
          return true;
        });
  }

  @Override
  public List<StoredObject> listObjects(String prefix) throws IOException {
    return count(StoreOperation.Kind.LIST, prefix, () -> super.listObjects(prefix));
  }

  private <T> T count(StoreOperation.Kind kind, String key, Call<T> call) throws IOException {
    StoreOperation operation = new StoreOperation(operations.incrementAndGet(), kind, key);
    listener.before(operation);
    try {
      return call.run();
    } finally {
      listener.after(operation);
    }
  }

  /** Called in the thread of the operation. What it throws, the operation throws. */
  public interface Listener {
    /** Nothing has reached the store yet. */
    default void before(StoreOperation operation) throws IOException {}

    /** The store has answered, or failed. */
    default void after(StoreOperation operation) throws IOException {}
  }

  private interface Call<T> {
    T run() throws IOException;
  }
}
