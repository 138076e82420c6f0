package dev.digitgan.cli.models;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.store.ObjectStore;

/** Makes readers that trust everybody, or some. */
interface Readers {
  CheckpointReader reader(ObjectStore store, CheckpointKeys keys);
}
