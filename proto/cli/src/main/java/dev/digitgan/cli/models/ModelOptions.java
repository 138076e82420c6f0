package dev.digitgan.cli.models;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.command.StoreOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Picocli mixin: which model, and where it is. */
public final class ModelOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Mixin private final StoreOptions stores;

  private ModelOptions(StoreOptions stores) {
    this.stores = stores;
  }

  /** For a command that reads. */
  public static ModelOptions read() {
    return new ModelOptions(StoreOptions.ofClient());
  }

  /** For a command that writes. */
  static ModelOptions written() {
    return new ModelOptions(StoreOptions.ofWritingClient());
  }

  /** The model in its store, whoever published it; the caller closes it. */
  public OpenModel open() {
    return open(CheckpointReader::new);
  }

  /** As {@link #open()}, read by {@code readers}. */
  OpenModel open(Readers readers) {
    if (command == null) {
      throw new IllegalStateException("picocli sets this");
    }
    try {
      CheckpointKeys keys = new CheckpointKeys(stores.givenModel());
      return new OpenModel(stores.open(), keys, readers, command.commandLine().getErr());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
