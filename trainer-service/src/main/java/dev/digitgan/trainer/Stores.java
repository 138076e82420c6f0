package dev.digitgan.trainer;

import dev.digitgan.checkpoint.CheckpointKeys;
import dev.digitgan.runtime.command.StoreOptions;
import dev.digitgan.runtime.command.UserErrorException;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.StoreUri;

/** The store and the model that the command line names. */
final class Stores {
  private Stores() {}

  static ObjectStore open(StoreOptions options) {
    try {
      return StoreUri.open(options.store());
    } catch (IllegalArgumentException e) {
      throw new UserErrorException("--store: " + e.getMessage(), e);
    }
  }

  static CheckpointKeys keys(StoreOptions options) {
    try {
      return new CheckpointKeys(options.model());
    } catch (IllegalArgumentException e) {
      throw new UserErrorException("--model: " + e.getMessage(), e);
    }
  }
}
