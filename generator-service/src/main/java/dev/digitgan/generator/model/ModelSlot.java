package dev.digitgan.generator.model;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The models that requests can be answered by: the one that is served and its predecessors; and
 * what channels name.
 *
 * <p>Readers see one immutable state through one reference; whoever finds a model that was retired
 * in between looks again. Owns its models.
 */
public final class ModelSlot implements AutoCloseable {
  private final int keptCount;
  private final AtomicInteger openLeaseCount = new AtomicInteger();

  /** Written under {@code this}. */
  private volatile State state = new State(List.of(), ChannelTable.NONE);

  @GuardedBy("this")
  private boolean closed;

  /**
   * @param models served last comes first: the first is served
   */
  private record State(List<LoadedModel> models, ChannelTable channels) {
    List<ModelDescription> descriptions() {
      return models.stream().map(LoadedModel::description).toList();
    }
  }

  /**
   * @param keptCount models that stay loaded, the served one included
   */
  public ModelSlot(int keptCount) {
    if (keptCount < 1) {
      throw new IllegalArgumentException("at least one model is kept, not " + keptCount);
    }
    this.keptCount = keptCount;
  }

  /** As {@link #serve(LoadedModel, ChannelTable)}, with channels where they were. */
  public synchronized void serve(LoadedModel next) {
    serve(next, state.channels);
  }

  /**
   * Serves {@code next} from now on, in the place of an earlier load of the same version if there
   * is one, and has channels name what {@code channels} says; models that are no longer kept go
   * with their last lease. Takes over {@code next}: after {@link #close} it is let go of at once.
   */
  public synchronized void serve(LoadedModel next, ChannelTable channels) {
    if (closed) {
      next.retire();
      return;
    }
    List<LoadedModel> kept = new ArrayList<>();
    List<LoadedModel> gone = new ArrayList<>();
    kept.add(next);
    for (LoadedModel model : state.models) {
      boolean again = model.description().version().equals(next.description().version());
      (again || kept.size() == keptCount ? gone : kept).add(model);
    }
    state = new State(List.copyOf(kept), channels);
    gone.forEach(LoadedModel::retire);
  }

  /** Has channels name what {@code channels} says from now on. */
  public synchronized void moveChannels(ChannelTable channels) {
    if (!channels.equals(state.channels)) {
      state = new State(state.models, channels);
    }
  }

  /**
   * Holds the model that {@code selector} names; the caller closes the lease.
   *
   * @throws NoModelException before the first model
   * @throws NoSuchVersionException if it names none that is loaded
   */
  public ModelLease lease(VersionSelector selector) {
    while (true) {
      State seen = state;
      if (seen.models.isEmpty()) {
        throw new NoModelException();
      }
      int index = selector.choose(seen.descriptions(), seen.channels);
      LoadedModel chosen = seen.models.get(index);
      if (chosen.hold()) {
        openLeaseCount.incrementAndGet();
        return new ModelLease(chosen, openLeaseCount);
      }
      // Retired since it was seen, so the state is another one by now.
    }
  }

  /** What requests without a version are answered by; empty before the first model. */
  public Optional<ModelDescription> serving() {
    return loaded().stream().findFirst();
  }

  /** The tile sizes of that one. */
  public Optional<TileSizes> servingSizes() {
    return state.models.stream().findFirst().map(loaded -> loaded.model().sizes());
  }

  /** All that can be named; the first is served, then those that were before it. */
  public List<ModelDescription> loaded() {
    return state.descriptions();
  }

  /** Leases that are open, on models that can still be named and on others. */
  public int openLeaseCount() {
    return openLeaseCount.get();
  }

  /** Lets go of every model: each is freed when its last lease ends. */
  @Override
  public synchronized void close() {
    closed = true;
    List<LoadedModel> last = state.models;
    state = new State(List.of(), ChannelTable.NONE);
    last.forEach(LoadedModel::retire);
  }
}
