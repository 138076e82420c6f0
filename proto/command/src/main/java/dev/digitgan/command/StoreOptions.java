package dev.digitgan.command;

import dev.digitgan.store.DirectorySync;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.location.StoreUri;
import picocli.CommandLine.Model.OptionSpec;

/** Picocli mixin: the store that a command uses, and the model in it. */
public final class StoreOptions extends ProgramOptions {
  private static final String VARIABLES = "DIGITGAN";
  private static final String DIRECTORY = "Where checkpoints are: a directory or file:// URI.";
  private static final String ANYWHERE = "a directory, a file:// URI or s3://bucket/prefix.";

  private final OptionSpec store;
  private final OptionSpec model =
      option(VARIABLES, "--model", "NAME", String.class, "digits", "Name of the model.");
  private final OptionSpec withoutSync;

  private StoreOptions(String where, Kind kind, String lost) {
    super(VARIABLES);
    store = add("--store", "URI", String.class, ".digitgan/store", where);
    withoutSync =
        option(
            VARIABLES,
            DirectorySync.OPTION,
            "",
            boolean.class,
            "false",
            "Write to a store in a directory without forcing directories to the disk, for file"
                + " systems that cannot. What was "
                + lost
                + " just before a power failure may then be lost.");
    if (kind != Kind.WRITES_NO_MODEL) {
      add(model);
    }
    if (kind != Kind.READS) {
      add(withoutSync);
    }
  }

  private enum Kind {
    READS,
    WRITES,
    WRITES_NO_MODEL
  }

  /** Returns the options of a service's command that reads. */
  public static StoreOptions ofService() {
    return new StoreOptions(DIRECTORY, Kind.READS, "");
  }

  /** Returns the options of a service's command that writes. */
  public static StoreOptions ofWritingService() {
    return new StoreOptions(DIRECTORY, Kind.WRITES, "published");
  }

  /** Returns the options of a {@code digitgan} command that reads. */
  public static StoreOptions ofClient() {
    return new StoreOptions("Where checkpoints are: " + ANYWHERE, Kind.READS, "");
  }

  /** Returns the options of a {@code digitgan} command that writes. */
  public static StoreOptions ofWritingClient() {
    return new StoreOptions("Where checkpoints are: " + ANYWHERE, Kind.WRITES, "written");
  }

  /** Returns the options of a {@code digitgan} command that writes, but not for one model. */
  public static StoreOptions ofDataSets() {
    return new StoreOptions("Where to: " + ANYWHERE, Kind.WRITES_NO_MODEL, "written");
  }

  /** Returns the location of the store; throws {@link MisuseException} if it is blank. */
  public String store() {
    return stated(store);
  }

  /** Returns the name of the model; throws {@link MisuseException} if it is blank. */
  public String model() {
    return stated(model);
  }

  /** Returns the name of the model as it was given, perhaps blank. */
  public String givenModel() {
    return value(model, String.class);
  }

  /** Returns how a store in a directory makes writes durable. */
  public DirectorySync directorySync() {
    return Boolean.TRUE.equals(withoutSync.getValue())
        ? DirectorySync.LEFT_OUT
        : DirectorySync.FORCED;
  }

  /**
   * Opens the store, without reading or writing anything yet. The caller closes it.
   *
   * @throws IllegalArgumentException if the location is not valid
   */
  public ObjectStore open() {
    return StoreUri.open(value(store, String.class), directorySync());
  }

  private static String stated(OptionSpec option) {
    String value = value(option, String.class);
    if (value.isBlank()) {
      throw new MisuseException(option.longestName() + " is empty");
    }
    return value;
  }
}
