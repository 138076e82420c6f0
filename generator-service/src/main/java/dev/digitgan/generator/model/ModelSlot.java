package dev.digitgan.generator.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The models that requests can be answered by: the one that is served and its predecessors.
 *
 * <p>Readers see one immutable list through one reference; whoever finds a model that was retired
 * in between looks again. Owns its models.
 */
public final class ModelSlot implements AutoCloseable {
  private final int keptCount;
  private final AtomicInteger openLeaseCount = new AtomicInteger();

  /** Served last comes first: the first is served. Written under {@code this}. */
  private volatile List<LoadedModel> models = List.of();

  /**
   * @param keptCount models that stay loaded, the served one included
   */
  public ModelSlot(int keptCount) {
    if (keptCount < 1) {
      throw new IllegalArgumentException("at least one model is kept, not " + keptCount);
    }
    this.keptCount = keptCount;
  }

  /**
   * Serves {@code next} from now on, in the place of an earlier load of the same version if there
   * is one; those that are no longer kept go with their last lease.
   */
  public synchronized void serve(LoadedModel next) {
    List<LoadedModel> kept = new ArrayList<>();
    List<LoadedModel> gone = new ArrayList<>();
    kept.add(next);
    for (LoadedModel model : models) {
      boolean again = model.description().version().equals(next.description().version());
      (again || kept.size() == keptCount ? gone : kept).add(model);
    }
    models = List.copyOf(kept);
    gone.forEach(LoadedModel::retire);
  }

  /**
   * Holds the model that {@code selector} names; the caller closes the lease.
   *
   * @throws NoModelException before the first model
   * @throws NoSuchVersionException if it names none that is loaded
   */
  public ModelLease lease(VersionSelector selector) {
    while (true) {
      List<LoadedModel> seen = models;
      if (seen.isEmpty()) {
        throw new NoModelException();
      }
      int index = selector.choose(descriptions(seen));
      LoadedModel chosen = seen.get(index);
      if (chosen.hold()) {
        openLeaseCount.incrementAndGet();
        return new ModelLease(chosen, openLeaseCount);
      }
      // Retired since it was seen, so the list is another one by now.
    }
  }

  /** What requests without a version are answered by; empty before the first model. */
  public Optional<ModelDescription> serving() {
    return loaded().stream().findFirst();
  }

  /** The tile sizes of that one. */
  public Optional<TileSizes> servingSizes() {
    return models.stream().findFirst().map(loaded -> loaded.model().sizes());
  }

  /** All that can be named; the first is served, then those that were before it. */
  public List<ModelDescription> loaded() {
    return descriptions(models);
  }

  /** Leases that are open, on models that can still be named and on others. */
  public int openLeaseCount() {
    return openLeaseCount.get();
  }

  /** Lets go of every model: each is freed when its last lease ends. */
  @Override
  public synchronized void close() {
    List<LoadedModel> last = models;
    models = List.of();
    last.forEach(LoadedModel::retire);
  }

  private static List<ModelDescription> descriptions(List<LoadedModel> models) {
    return models.stream().map(LoadedModel::description).toList();
  }
}
