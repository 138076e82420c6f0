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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Removes unneeded objects: old versions and training states of one model, and blobs of all models
 * that no record names any more.
 *
 * <p><b>Why no needed object is removed.</b> A publisher writes its blobs, then commits. Three
 * things could go wrong.
 *
 * <ol>
 *   <li>The blobs of a commit in progress have no manifest yet. They are young, and objects younger
 *       than the policy's age stay: a publisher begins its commit within {@link BlobUpload#FRESH}
 *       of writing them, or writes them again.
 *   <li>A publisher needs a blob that exists already: an old orphan, or a blob of a version that is
 *       about to be removed. So it writes even blobs that exist, which makes them young. But that
 *       may happen between this class's last look and its removal. Therefore each side first
 *       announces what it does and then looks at the other:
 *       <pre>
 *         publisher                                clean-up
 *         1 write the blobs                        a post a notice of what will be removed
 *         2 stop if a notice names one of them     b look again at every record and every age
 *         3 begin again if one is gone             c remove what is in the notice and still unneeded
 *         4 commit                                 d withdraw the notice
 *       </pre>
 *       If 2 finds no notice, then either a came after 2, hence b after 1, so b sees young blobs
 *       and spares them; or d came before 2, hence c before 3, so 3 sees what c removed. The same
 *       holds for a channel: it is moved (1), then the notices (2) and the manifest (3) are
 *       checked.
 *   <li>A process is killed or frozen. A notice counts for {@link RemovalNotices#LEASE}; this class
 *       stops removing well before. After a failure, when a removal may take effect late, the
 *       notice stays until it expires.
 * </ol>
 *
 * The proof assumes that a store shows a write to all later readers (S3 does; where listings lag,
 * the policy's age still protects objects), that an operation of the store ends within minutes, and
 * that no process is frozen for minutes between a check and the operation that depends on it. Ages
 * compare the store's times with the store's own clock, never this machine's.
 *
 * <p>Manifests and states go first, then signatures, then blobs: a reader of a manifest finds its
 * blobs, and a killed clean-up leaves orphans, never torn versions. {@link CheckpointReader} tells
 * a reader if its version was removed during the read.
 */
public final class Retention {
  /** The resolution of times; chosen objects are much older, so that no new one looks the same. */
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

  /** Receives the progress, in the calling thread. */
  public interface Listener {
    void removed(Item item, int done, int total);
  }

  /**
   * The result of a clean-up.
   *
   * @param spared objects that became needed, or changed, after the plan was made
   * @param left objects for the next clean-up, since the plan was too large for one
   * @param unfinishedCount removed pieces that killed writers had left
   */
  public record Outcome(
      List<Item> removed, List<Item> spared, List<Item> left, int unfinishedCount) {
    public Outcome {
      removed = List.copyOf(removed);
      spared = List.copyOf(spared);
      left = List.copyOf(left);
    }
  }

  /** Plans a clean-up, by this machine's clock. Only reads. */
  public RetentionPlan plan() throws IOException, CheckpointException {
    return RetentionPlanner.plan(look(clock.instant(), Map.of()), keys, policy);
  }

  /**
   * Makes a plan, posts a notice, and removes what is still unneeded after that. After a failure,
   * the next clean-up removes the rest.
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
    Set<StoredObject> unneeded =
        second.items().stream().map(Item::object).collect(Collectors.toSet());
    List<Item> removed = new ArrayList<>();
    List<Item> spared = new ArrayList<>();
    List<Item> left = new ArrayList<>(planned.subList(named.size(), planned.size()));
    for (Item item : named) {
      if (timeIsUp(began)) {
        left.add(item);
      } else if (unneeded.contains(item.object()) && unchanged(item)) {
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

  /** Whether the object is as it was when chosen; false if it is gone or a publisher renewed it. */
  private boolean unchanged(Item item) throws IOException {
    Optional<StoredObject> found = store.stat(item.object().key());
    boolean same = found.filter(object -> same(object, item.object())).isPresent();
    if (found.isPresent() && !same && (item.kind() == Kind.VERSION || item.kind() == Kind.STATE)) {
      // Its blobs are in the plan too.
      throw new IOException(
          item.name() + " was written again during the clean-up, which stops here; run it again");
    }
    return same;
  }

  /** Some S3 servers list more exact times than they give for a single object. */
  private static boolean same(StoredObject found, StoredObject listed) {
    Duration later = Duration.between(listed.lastModified(), found.lastModified());
    return found.sizeBytes() == listed.sizeBytes() && later.abs().compareTo(RESOLUTION) <= 0;
  }

  private boolean timeIsUp(Instant began) {
    Duration spent = Duration.between(began, clock.instant());
    return spent.isNegative() || spent.compareTo(TIME_LIMIT) > 0;
  }
}
