package dev.digitgan.cli.models;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.store.DirectorySync;
import dev.digitgan.store.location.StoreUri;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Picocli mixin: which model, and where it is. */
public class StoreOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--store",
      paramLabel = "URI",
      defaultValue = "${env:DIGITGAN_STORE:-.digitgan/store}",
      description = {
        "Where checkpoints are: a directory, a file:// URI or s3://bucket/prefix.",
        "DIGITGAN_STORE; now ${DEFAULT-VALUE}."
      })
  private String store = "";

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "${env:DIGITGAN_MODEL:-digits}",
      description = {"Name of the model.", "DIGITGAN_MODEL; now ${DEFAULT-VALUE}."})
  private String model = "";

  /** The model in its store, whoever published it; the caller closes it. */
  public OpenModel open() {
    return open(CheckpointReader::new);
  }

  /** How what is written there is made durable, where it is a directory. */
  DirectorySync directorySync() {
    return DirectorySync.FORCED;
  }

  /** As {@link #open()}, read by {@code readers}. */
  OpenModel open(Readers readers) {
    if (command == null) {
      throw new IllegalStateException("picocli sets this");
    }
    try {
      CheckpointKeys keys = new CheckpointKeys(model);
      return new OpenModel(
          StoreUri.open(store, directorySync()), keys, readers, command.commandLine().getErr());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
