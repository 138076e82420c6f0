package dev.digitgan.cli.models;

import dev.digitgan.store.DirectorySync;
import picocli.CommandLine.Mixin;

/** Picocli mixin: which model is written to, and where it is. */
final class WritableStoreOptions extends StoreOptions {
  @Mixin private final DirectorySyncOption directories = new DirectorySyncOption();

  @Override
  DirectorySync directorySync() {
    return directories.sync();
  }
}
