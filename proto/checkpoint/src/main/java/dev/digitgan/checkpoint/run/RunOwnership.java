package dev.digitgan.checkpoint.run;

import com.google.protobuf.util.Timestamps;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.RecordCodec;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.v1.Owner;
import dev.digitgan.store.NoSuchObjectException;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectTooLargeException;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

/**
 * The right to save and publish as one run. Owners are numbered 1, 2, 3, ... without a gap; whoever
 * takes the next number passes the one before, however alive that one is.
 *
 * <p>The fence is asked before a commit, and a store has no write that depends on another object: a
 * process that is suspended between the two can commit once more after it was passed. That window
 * is the length of one request as long as nothing stalls, since all blobs are there by then. What
 * comes of it is a state or version that is whole and of this run; the new owner chose what to go
 * on from after it had taken its number, and sees it or goes on without it.
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

  /** Whether {@code run} was ever begun on this store. */
  public static boolean everClaimed(ObjectStore store, CheckpointKeys keys, String run)
      throws IOException {
    return highest(store, keys, run) > 0;
  }

  /**
   * Takes the next number of {@code run}: from now on this process owns it.
   *
   * @param holder who that is, for people
   * @throws IOException if the store failed; then at most a number was used up that nobody holds
   */
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

  /** One read: whoever passed this owner had to take the number after its own first. */
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
            "run %s has another owner now: %s passed this process, which was number %d",
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
