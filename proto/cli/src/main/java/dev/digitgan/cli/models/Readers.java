package dev.digitgan.cli.models;

import dev.digitgan.checkpoint.CheckpointKeys;
import dev.digitgan.checkpoint.CheckpointReader;
import dev.digitgan.store.ObjectStore;

/** Makes readers that trust everybody, or some. */
interface Readers {
  CheckpointReader reader(ObjectStore store, CheckpointKeys keys);
}
