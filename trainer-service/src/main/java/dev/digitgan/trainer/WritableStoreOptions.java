package dev.digitgan.trainer;

import dev.digitgan.runtime.command.StoreOptions;
import dev.digitgan.store.DirectorySync;
import picocli.CommandLine.Option;

/** Picocli mixin: which checkpoints a command writes. */
final class WritableStoreOptions extends StoreOptions {
  @Option(
      names = DirectorySync.OPTION,
      defaultValue = "${env:" + DirectorySync.VARIABLE + ":-false}",
      description = {
        "For a store in a directory whose file system cannot force directories to the disk: goes"
            + " without. What was published just before a power failure may then be lost.",
        DirectorySync.VARIABLE + "; now ${DEFAULT-VALUE}."
      })
  private boolean withoutSync;

  @Override
  public DirectorySync directorySync() {
    return withoutSync ? DirectorySync.LEFT_OUT : DirectorySync.FORCED;
  }
}
