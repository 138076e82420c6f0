package dev.digitgan.store;

/** The store lets a second writer in where only one may win: it cannot hold checkpoints. */
public final class ConditionalPutUnsupportedException extends UnsuitableStoreException {
  private static final long serialVersionUID = 1;

  ConditionalPutUnsupportedException(ObjectStore store, String observation) {
    super(
        store
            + " does not keep conditional writes apart ("
            + observation
            + "), so two trainers could overwrite each other; use a store that honours"
            + " If-None-Match: * on puts");
  }
}
