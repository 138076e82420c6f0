package dev.digitgan.cli.store;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.signing.TrustedKeys;
import dev.digitgan.command.StoreOptions;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Picocli mixin: a model, and the store that holds it. */
public final class ModelOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Mixin private final StoreOptions stores;

  private ModelOptions(StoreOptions stores) {
    this.stores = stores;
  }

  /** Returns the options of a command that reads. */
  public static ModelOptions read() {
    return new ModelOptions(StoreOptions.ofClient());
  }

  /** Returns the options of a command that writes. */
  static ModelOptions written() {
    return new ModelOptions(StoreOptions.ofWritingClient());
  }

  /** Opens the model without requiring signatures; the caller closes it. */
  public OpenModel open() {
    return open(Optional.empty());
  }

  /** Opens the model; its reader requires a signature by one of {@code trusted}, if present. */
  OpenModel open(Optional<TrustedKeys> trusted) {
    try {
      CheckpointKeys keys = new CheckpointKeys(stores.givenModel());
      return new OpenModel(stores.open(), keys, trusted, command.commandLine().getErr());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
