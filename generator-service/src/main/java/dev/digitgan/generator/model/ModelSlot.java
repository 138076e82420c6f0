package dev.digitgan.generator.model;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.digitgan.checkpoint.name.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The models that can answer requests, the served one and its predecessors, and the version of each
 * channel. Owns its models.
 *
 * <p>Readers see one immutable state through one reference, and look again if a model was retired
 * in between.
 */
public final class ModelSlot implements AutoCloseable {
  private final int keptCount;
  private final AtomicInteger openLeaseCount = new AtomicInteger();

  /** Written under {@code this}. */
  private volatile State state = new State(List.of(), Map.of());

  @GuardedBy("this")
  private boolean closed;

  /**
   * @param models the served one, then those served before it
   */
  private record State(List<LoadedModel> models, Map<String, Version> channels) {
    State {
      models = List.copyOf(models);
      channels = Map.copyOf(channels);
    }

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

  public synchronized void serve(LoadedModel next) {
    serve(next, state.channels);
  }

  /**
   * Serves {@code next} from now on, in the place of an earlier load of the same version if there
   * is one, and sets the channels. Models that are no longer kept are freed with their last lease.
   * Owns {@code next}, and retires it at once after {@link #close}.
   */
  public synchronized void serve(LoadedModel next, Map<String, Version> channels) {
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
    state = new State(kept, channels);
    gone.forEach(LoadedModel::retire);
  }

  public synchronized void moveChannels(Map<String, Version> channels) {
    if (!channels.equals(state.channels)) {
      state = new State(state.models, channels);
    }
  }

  /**
   * Leases the model that {@code selector} names; the caller closes the lease.
   *
   * @throws NoModelException before the first model
   * @throws NoSuchVersionException if that model is not loaded
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
      // Retired since it was seen, so the state has changed by now.
    }
  }

  /** Returns the model that answers requests without a version; empty before the first one. */
  public Optional<ModelDescription> serving() {
    return loaded().stream().findFirst();
  }

  public Optional<TileSizes> servingSizes() {
    return state.models.stream().findFirst().map(loaded -> loaded.model().sizes());
  }

  /** Returns the served model, then those served before it. */
  public List<ModelDescription> loaded() {
    return state.descriptions();
  }

  /** Counts the open leases, also those of models that are no longer listed. */
  public int openLeaseCount() {
    return openLeaseCount.get();
  }

  /** Retires every model: each is freed when its last lease ends. */
  @Override
  public synchronized void close() {
    closed = true;
    List<LoadedModel> last = state.models;
    state = new State(List.of(), Map.of());
    last.forEach(LoadedModel::retire);
  }
}
