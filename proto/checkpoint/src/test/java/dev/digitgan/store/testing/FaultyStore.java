package dev.digitgan.store.testing;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.digitgan.store.ForwardingStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store that fails by chance: of all operations a given share, and the kind is drawn evenly from
 * those that can befall the operation. What it does to {@link #putIfAbsent} keeps to the contract:
 * whatever leaves the outcome open is an {@link OutcomeUnknownException}.
 */
public final class FaultyStore extends ForwardingStore {
  private static final Set<Fault> ANY =
      EnumSet.of(Fault.UNAVAILABLE, Fault.CONNECTION_RESET, Fault.TIMEOUT_BEFORE_EFFECT);
  private static final List<Fault> OF_STATS = List.copyOf(ANY);
  private static final List<Fault> OF_READS =
      with(Fault.SLOW_READ, Fault.TRUNCATED_BODY, Fault.FLIPPED_BIT);
  private static final List<Fault> OF_WRITES = with(Fault.TIMEOUT_AFTER_EFFECT);
  private static final List<Fault> OF_LISTINGS = with(Fault.STALE_LISTING);

  private final double probability;
  private final Runnable slowness;

  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Random random;

  @GuardedBy("lock")
  private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);

  @GuardedBy("lock")
  private final Map<String, List<StoredObject>> earlierListings = new HashMap<>();

  /**
   * @param probability of a fault in an operation
   * @param slowness what a slow read waits for
   */
  public FaultyStore(ObjectStore store, double probability, long seed, Runnable slowness) {
    super(store);
    this.probability = probability;
    this.slowness = slowness;
    random = new Random(seed);
  }

  /** How often each kind was injected so far. */
  public Map<Fault, Integer> faultCounts() {
    synchronized (lock) {
      return new EnumMap<>(counts);
    }
  }

  @Override
  public byte[] read(String key, long maxBytes) throws IOException {
    @Nullable Fault fault = draw(OF_READS);
    failBefore(fault, "read " + key);
    byte[] bytes = super.read(key, maxBytes);
    if (fault == null || bytes.length == 0) {
      return bytes;
    }
    return switch (fault) {
      case TRUNCATED_BODY -> Arrays.copyOf(bytes, draw(bytes.length));
      case FLIPPED_BIT -> {
        bytes[draw(bytes.length)] ^= (byte) (1 << draw(Byte.SIZE));
        yield bytes;
      }
      default -> {
        slowness.run();
        yield bytes;
      }
    };
  }

  @Override
  public Optional<StoredObject> stat(String key) throws IOException {
    failBefore(draw(OF_STATS), "stat " + key);
    return super.stat(key);
  }

  @Override
  public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
    @Nullable Fault fault = draw(OF_WRITES);
    try {
      failBefore(fault, "put " + key);
      boolean won = super.putIfAbsent(key, bytes);
      failAfter(fault, "put " + key);
      return won;
    } catch (SocketException | SocketTimeoutException e) {
      throw new OutcomeUnknownException(e.getMessage() + "", e);
    }
  }

  @Override
  public void put(String key, byte[] bytes) throws IOException {
    @Nullable Fault fault = draw(OF_WRITES);
    failBefore(fault, "overwrite " + key);
    super.put(key, bytes);
    failAfter(fault, "overwrite " + key);
  }

  @Override
  public void delete(String key) throws IOException {
    @Nullable Fault fault = draw(OF_WRITES);
    failBefore(fault, "delete " + key);
    super.delete(key);
    failAfter(fault, "delete " + key);
  }

  @Override
  public List<StoredObject> listObjects(String prefix) throws IOException {
    @Nullable Fault fault = draw(OF_LISTINGS);
    failBefore(fault, "list " + prefix);
    List<StoredObject> listing = super.listObjects(prefix);
    synchronized (lock) {
      List<StoredObject> earlier = earlierListings.getOrDefault(prefix, listing);
      earlierListings.put(prefix, listing);
      return fault != null ? earlier : listing;
    }
  }

  private static void failBefore(@Nullable Fault fault, String operation) throws IOException {
    if (fault == null) {
      return;
    }
    switch (fault) {
      case UNAVAILABLE -> throw new IOException(operation + ": 503 SlowDown (injected)");
      case CONNECTION_RESET ->
          throw new SocketException(operation + ": Connection reset (injected)");
      case TIMEOUT_BEFORE_EFFECT ->
          throw new SocketTimeoutException(operation + ": timed out before (injected)");
      default -> {}
    }
  }

  private static void failAfter(@Nullable Fault fault, String operation) throws IOException {
    if (fault == Fault.TIMEOUT_AFTER_EFFECT) {
      throw new SocketTimeoutException(operation + ": timed out after (injected)");
    }
  }

  private @Nullable Fault draw(List<Fault> kinds) {
    synchronized (lock) {
      if (random.nextDouble() >= probability) {
        return null;
      }
      Fault fault = kinds.get(random.nextInt(kinds.size()));
      counts.merge(fault, 1, Integer::sum);
      return fault;
    }
  }

  private int draw(int bound) {
    synchronized (lock) {
      return random.nextInt(bound);
    }
  }

  private static List<Fault> with(Fault... more) {
    Set<Fault> faults = EnumSet.copyOf(ANY);
    faults.addAll(Arrays.asList(more));
    return List.copyOf(faults);
  }
}
