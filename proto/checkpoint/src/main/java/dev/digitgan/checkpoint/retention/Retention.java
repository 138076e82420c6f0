package dev.digitgan.checkpoint.retention;

import dev.digitgan.checkpoint.blob.BlobUpload;
import dev.digitgan.checkpoint.blob.RemovalNotices;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.retention.RetentionPlan.Item;
import dev.digitgan.checkpoint.retention.RetentionPlan.Kind;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Removes what nothing needs: old versions and training states of one model, and blobs of all
 * models that nothing names any more.
 *
 * <p><b>Why nothing that is needed goes.</b> A publisher writes its blobs, then commits. Three
 * things could go wrong.
 *
 * <ol>
 *   <li>The blobs of a commit under way have no manifest yet. They are young, and what is younger
 *       than the policy's age stays: a publisher begins its commit within {@link BlobUpload#FRESH}
 *       of writing them, or writes them again.
 *   <li>A publisher needs a blob that is there already: an old orphan, or one that a version shares
 *       which is about to go. So it writes all its blobs even if they are there, which makes them
 *       young. But that may come between this class's last look and its removal. Therefore each
 *       side first says what it does and then looks at the other:
 *       <pre>
 *         publisher                                clean-up
 *         1 write the blobs                        a post a notice: what is going to be removed
 *         2 stop if a notice names one of them     b look again at every record and every age
 *         3 begin again if one is gone             c remove what is in the notice and still to go
 *         4 commit                                 d withdraw the notice
 *       </pre>
 *       If 2 finds no notice, then either a came after 2, hence b after 1, and b sees young blobs
 *       and lets them be; or d came before 2, hence c before 3, and 3 sees what c took. The same
 *       holds for a channel: it is moved (1), then notices (2) and the manifest (3) are looked at.
 *   <li>Somebody is killed or frozen. A notice counts for {@link RemovalNotices#LEASE}; this class
 *       stops removing well before. After a failure, when a removal may take effect late, the
 *       notice stays until it expires.
 * </ol>
 *
 * What this rests on: a store that shows what was written to whoever asks afterwards (S3 does;
 * where listings lag, ages still cover up to the policy's age), one operation of the store ending
 * within minutes, and no process frozen for minutes between a check and the operation that it is
 * for. Ages are the store's times against the store's time, never this machine's clock.
 *
 * <p>Manifests and states go first, then signatures, then blobs: who reads a manifest finds its
 * blobs, and what a killed clean-up leaves are orphans, never torn versions. Somebody who was in
 * the middle of reading a version that went is told so by {@link CheckpointReader}.
 */
public final class Retention {
  /** What was chosen is older than this by far, so that nothing new passes for it. */
  private static final Duration RESOLUTION = Duration.ofSeconds(1);

  private static final Duration TIME_LIMIT = Duration.ofMinutes(10);

  private final ObjectStore store;
  private final CheckpointKeys keys;
  private final RetentionPolicy policy;
  private final InstantSource clock;
  private final RemovalNotices notices;

  public Retention(
      ObjectStore store, CheckpointKeys keys, RetentionPolicy policy, InstantSource clock) {
    this.store = store;
    this.keys = keys;
    this.policy = policy;
    this.clock = clock;
    this.notices = new RemovalNotices(store);
  }

  /** Told of the progress, in the calling thread. */
  public interface Listener {
    void removed(Item item, int done, int total);
  }

  /**
   * What was done.
   *
   * @param spared that turned out to be needed, or to have changed, since the plan was made
   * @param left for another time: the plan was too large for one
   * @param unfinishedCount pieces that killed writers had left
   */
  public record Outcome(
      List<Item> removed, List<Item> spared, List<Item> left, int unfinishedCount) {
    public Outcome {
      removed = List.copyOf(removed);
      spared = List.copyOf(spared);
      left = List.copyOf(left);
    }
  }

  /**
   * What would go now, by this machine's clock. Only reads.
   *
   * @throws CheckpointException if something is not understood without which nothing can safely be
   *     removed
   */
  public RetentionPlan plan() throws IOException, CheckpointException {
    return RetentionPlanner.plan(look(clock.instant(), Map.of()), keys, policy);
  }

  /**
   * Removes what goes, after a plan of its own, and what of it is still to go when everyone has
   * been warned.
   *
   * @throws IOException if the store failed; some of it may be removed, and the rest goes another
   *     time
   */
  public Outcome remove(Listener listener) throws IOException, CheckpointException {
    Instant began = clock.instant();
    StoreSnapshot first = look(began, Map.of());
    List<Item> planned = RetentionPlanner.plan(first, keys, policy).items();
    List<Item> named = planned.subList(0, Math.min(planned.size(), RemovalNotices.MAX_KEYS));
    String notice = notices.post(named.stream().map(item -> item.object().key()).toList());
    Instant now =
        store
            .stat(notice)
            .map(StoredObject::lastModified)
            .orElseThrow(() -> new IOException("notice " + notice + " is gone from " + store));
    RetentionPlan second = RetentionPlanner.plan(look(now, first.records()), keys, policy);
    Set<StoredObject> stillToGo = new HashSet<>();
    second.items().forEach(item -> stillToGo.add(item.object()));

    List<Item> removed = new ArrayList<>();
    List<Item> spared = new ArrayList<>();
    List<Item> left = new ArrayList<>(planned.subList(named.size(), planned.size()));
    for (Item item : named) {
      if (timeIsUp(began)) {
        left.add(item);
      } else if (stillToGo.contains(item.object()) && unchanged(item)) {
        store.delete(item.object().key());
        removed.add(item);
      } else {
        spared.add(item);
      }
      listener.removed(item, removed.size() + spared.size() + left.size(), planned.size());
    }
    int unfinishedCount = store.removeUnfinished(now.minus(policy.minAge()));
    store.delete(notice);
    return new Outcome(removed, spared, left, unfinishedCount);
  }

  private StoreSnapshot look(Instant now, Map<String, StoreSnapshot.Entry> known)
      throws IOException, CheckpointException {
    return StoreSnapshot.take(store, keys, now, known);
  }

  /** Whether it is as it was when it was chosen; false if it is gone or a publisher renewed it. */
  private boolean unchanged(Item item) throws IOException {
    Optional<StoredObject> found = store.stat(item.object().key());
    boolean same = found.filter(object -> same(object, item.object())).isPresent();
    if (found.isPresent() && !same && (item.kind() == Kind.VERSION || item.kind() == Kind.STATE)) {
      // Its blobs are on the list too.
      throw new IOException(
          item.name() + " was written again during the clean-up, which ends here; run it again");
    }
    return same;
  }

  /**
   * Listings of some S3 servers are more exact than a second, their answers about one object not.
   */
  private static boolean same(StoredObject found, StoredObject listed) {
    Duration later = Duration.between(listed.lastModified(), found.lastModified());
    return found.sizeBytes() == listed.sizeBytes() && later.abs().compareTo(RESOLUTION) <= 0;
  }

  private boolean timeIsUp(Instant began) {
    Duration spent = Duration.between(began, clock.instant());
    return spent.isNegative() || spent.compareTo(TIME_LIMIT) > 0;
  }
}
