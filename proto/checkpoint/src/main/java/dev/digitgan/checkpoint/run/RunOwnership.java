package dev.digitgan.checkpoint.run;

import com.google.protobuf.util.Timestamps;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.RecordCodec;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.v1.Owner;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectStore.NoSuchObjectException;
import dev.digitgan.store.ObjectStore.ObjectTooLargeException;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

/**
 * The right to save and publish as one run. Owners are numbered 1, 2, 3, ... without a gap; the
 * owner who takes the next number replaces the previous one, even if that one is alive.
 *
 * <p>A process checks the fence before a commit, and no store can make a write depend on another
 * object. So a process that is suspended between the two can commit once more after it lost the
 * run. That window is one request long unless something stalls, since all blobs are there by then.
 * The result is a whole state or version of this run; the new owner, which chose its starting point
 * after it took its number, either sees it or resumes without it.
 */
public final class RunOwnership implements Fence {
  private static final long MAX_RECORD_BYTES = 1 << 16;

  private final ObjectStore store;
  private final CheckpointKeys keys;
  private final String run;
  private final long number;

  private RunOwnership(ObjectStore store, CheckpointKeys keys, String run, long number) {
    this.store = store;
    this.keys = keys;
    this.run = run;
    this.number = number;
  }

  /** Whether {@code run} ever had an owner in this store. */
  public static boolean everClaimed(ObjectStore store, CheckpointKeys keys, String run)
      throws IOException {
    return highest(store, keys, run) > 0;
  }

  /** Takes the next number of {@code run} for this process, which {@code holder} describes. */
  public static RunOwnership claim(
      ObjectStore store, CheckpointKeys keys, String run, String holder, Instant now)
      throws IOException {
    long number = highest(store, keys, run);
    byte[] record;
    do {
      number++;
      record =
          RecordCodec.encode(
              Owner.newBuilder()
                  .setRun(run)
                  .setNumber(number)
                  .setHolder(holder)
                  .setClaimedAt(Timestamps.fromMillis(now.toEpochMilli()))
                  .build());
    } while (!store.putIfAbsent(keys.owner(run, number), record));
    return new RunOwnership(store, keys, run, number);
  }

  private static long highest(ObjectStore store, CheckpointKeys keys, String run)
      throws IOException {
    return store.list(keys.owners(run)).stream()
        .flatMapToLong(key -> keys.numberOfOwner(run, key).stream())
        .max()
        .orElse(0);
  }

  public long number() {
    return number;
  }

  /** One read suffices: a later owner had to take the next number first. */
  @Override
  public void requireHeld() throws IOException, FencedException {
    byte[] next;
    try {
      next = store.read(keys.owner(run, number + 1), MAX_RECORD_BYTES);
    } catch (NoSuchObjectException e) {
      return;
    } catch (ObjectTooLargeException e) {
      next = new byte[0];
    }
    throw new FencedException(
        String.format(
            Locale.ROOT,
            "run %s has another owner now: %s replaced this process, which was number %d",
            run,
            describe(next),
            number));
  }

  private String describe(byte[] record) {
    try {
      Owner owner = RecordCodec.decode("owner", record, Owner.newBuilder()).build();
      return String.format(
          Locale.ROOT,
          "number %d (%s, since %s)",
          owner.getNumber(),
          owner.getHolder(),
          Timestamps.toString(owner.getClaimedAt()));
    } catch (CheckpointException | IllegalArgumentException e) {
      return "number " + (number + 1);
    }
  }
}
