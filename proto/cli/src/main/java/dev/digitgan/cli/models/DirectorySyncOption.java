package dev.digitgan.cli.models;

import dev.digitgan.store.DirectorySync;
import picocli.CommandLine.Option;

/** Picocli mixin of commands that write to a store. */
public final class DirectorySyncOption {
  @Option(
      names = DirectorySync.OPTION,
      defaultValue = "${env:" + DirectorySync.VARIABLE + ":-false}",
      description = {
        "For a store in a directory whose file system cannot force directories to the disk: goes"
            + " without. What was written just before a power failure may then be lost.",
        DirectorySync.VARIABLE + "; now ${DEFAULT-VALUE}."
      })
  private boolean without;

  public DirectorySync sync() {
    return without ? DirectorySync.LEFT_OUT : DirectorySync.FORCED;
  }
}
