package dev.digitgan.store;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Objects in this process's memory, for tests and experiments. */
public final class InMemoryStore implements ObjectStore {
  private final Clock clock;
  private final ConcurrentSkipListMap<String, Held> objects = new ConcurrentSkipListMap<>();

  private record Held(ByteString bytes, Instant lastModified) {
    StoredObject object(String key) {
      return new StoredObject(key, bytes.size(), lastModified);
    }
  }

  public InMemoryStore() {
    this(Clock.systemUTC());
  }

  /** A store whose objects take their times from {@code clock}. */
  public InMemoryStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public byte[] read(String key, long maxBytes)
      throws NoSuchObjectException, ObjectTooLargeException {
    Held held = objects.get(ObjectKeys.requireKey(key));
    if (held == null) {
      throw new NoSuchObjectException(this, key, null);
    }
    if (held.bytes.size() > maxBytes) {
      throw new ObjectTooLargeException(this, key, maxBytes);
    }
    return held.bytes.toByteArray();
  }

  @Override
  public Optional<StoredObject> stat(String key) {
    return Optional.ofNullable(objects.get(ObjectKeys.requireKey(key)))
        .map(held -> held.object(key));
  }

  @Override
  public boolean putIfAbsent(String key, byte[] bytes) {
    return objects.putIfAbsent(ObjectKeys.requireKey(key), held(bytes)) == null;
  }

  @Override
  public void put(String key, byte[] bytes) {
    objects.put(ObjectKeys.requireKey(key), held(bytes));
  }

  @Override
  public void delete(String key) {
    objects.remove(ObjectKeys.requireKey(key));
  }

  @Override
  public List<StoredObject> listObjects(String prefix) {
    ObjectKeys.requirePrefix(prefix);
    return objects.tailMap(prefix).entrySet().stream()
        .takeWhile(entry -> entry.getKey().startsWith(prefix))
        .map(entry -> entry.getValue().object(entry.getKey()))
        .toList();
  }

  private Held held(byte[] bytes) {
    return new Held(ByteString.copyFrom(bytes), clock.instant());
  }

  @Override
  public String toString() {
    return "memory:";
  }

  @Override
  public void close() {}
}
