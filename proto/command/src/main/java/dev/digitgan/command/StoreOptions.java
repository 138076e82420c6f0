package dev.digitgan.command;

import dev.digitgan.store.DirectorySync;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.location.StoreUri;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/**
 * Picocli mixin: which store a command is about, and which model in it. The options are made here,
 * not by annotations, because each kind of program describes them in words of its own.
 */
@Command
public final class StoreOptions {
  private static final ProgramOptions OPTIONS = new ProgramOptions("DIGITGAN");
  private static final String CHECKPOINTS = "Where checkpoints are: ";
  private static final String DIRECTORY = "a directory or file:// URI.";
  private static final String ANYWHERE = "a directory, a file:// URI or s3://bucket/prefix.";

  private final OptionSpec store;
  private final OptionSpec model =
      OPTIONS.option("--model", "NAME", String.class, "digits", "Name of the model.");
  private final OptionSpec withoutSync;
  private final List<OptionSpec> shown;

  private StoreOptions(String where, String lost, Kind kind) {
    store = OPTIONS.option("--store", "URI", String.class, ".digitgan/store", where);
    withoutSync = withoutSync(lost);
    shown =
        switch (kind) {
          case READS -> List.of(store, model);
          case WRITES -> List.of(store, model, withoutSync);
          case WRITES_NO_MODEL -> List.of(store, withoutSync);
        };
  }

  private enum Kind {
    READS,
    WRITES,
    WRITES_NO_MODEL
  }

  /** For a service's command that reads. */
  public static StoreOptions ofService() {
    return new StoreOptions(CHECKPOINTS + DIRECTORY, "", Kind.READS);
  }

  /** For a service's command that writes. */
  public static StoreOptions ofWritingService() {
    return new StoreOptions(CHECKPOINTS + DIRECTORY, "published", Kind.WRITES);
  }

  /** For a person's command that reads. */
  public static StoreOptions ofClient() {
    return new StoreOptions(CHECKPOINTS + ANYWHERE, "", Kind.READS);
  }

  /** For a person's command that writes. */
  public static StoreOptions ofWritingClient() {
    return new StoreOptions(CHECKPOINTS + ANYWHERE, "written", Kind.WRITES);
  }

  /** For a person's command that writes, and not for one model. */
  public static StoreOptions ofDataSets() {
    return new StoreOptions("Where to: " + ANYWHERE, "written", Kind.WRITES_NO_MODEL);
  }

  private static OptionSpec withoutSync(String lost) {
    return OptionSpec.builder(DirectorySync.OPTION)
        .type(boolean.class)
        .defaultValue("${env:" + DirectorySync.VARIABLE + ":-false}")
        .description(
            "For a store in a directory whose file system cannot force directories to the disk:"
                + " goes without. What was "
                + lost
                + " just before a power failure may then be lost.",
            DirectorySync.VARIABLE + "; now ${DEFAULT-VALUE}.")
        .build();
  }

  @Spec(Spec.Target.MIXEE)
  void addTo(CommandSpec command) {
    shown.forEach(command::addOption);
  }

  /** Where the store is; {@link MisuseException} if that is blank. */
  public String store() {
    return stated(store);
  }

  /** The name of the model; {@link MisuseException} if it is blank. */
  public String model() {
    return stated(model);
  }

  /** The name of the model as it was given, which may be blank. */
  public String givenModel() {
    return given(model);
  }

  /** How what is written there is made durable, where it is a directory. */
  public DirectorySync directorySync() {
    return Boolean.TRUE.equals(withoutSync.getValue())
        ? DirectorySync.LEFT_OUT
        : DirectorySync.FORCED;
  }

  /**
   * Opens the store, of which nothing is read or written yet. The caller closes it.
   *
   * @throws IllegalArgumentException if what is given names no store
   */
  public ObjectStore open() {
    return StoreUri.open(given(store), directorySync());
  }

  private static String stated(OptionSpec option) {
    String value = given(option);
    if (value.isBlank()) {
      throw new MisuseException(option.longestName() + " is empty");
    }
    return value;
  }

  private static String given(OptionSpec option) {
    String value = option.getValue();
    return Objects.requireNonNull(value, option.longestName());
  }
}
