package dev.digitgan.runtime.command;

import dev.digitgan.store.DirectorySync;
import picocli.CommandLine.Option;

/** Picocli mixin: which checkpoints a service is about. */
public class StoreOptions {
  @Option(
      names = "--store",
      paramLabel = "URI",
      defaultValue = "${env:DIGITGAN_STORE:-.digitgan/store}",
      description = {
        "Where checkpoints are: a directory or file:// URI.",
        "DIGITGAN_STORE; now ${DEFAULT-VALUE}."
      })
  private String store = "";

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "${env:DIGITGAN_MODEL:-digits}",
      description = {"Name of the model.", "DIGITGAN_MODEL; now ${DEFAULT-VALUE}."})
  private String model = "";

  public String store() {
    return stated("--store", store);
  }

  public String model() {
    return stated("--model", model);
  }

  /** How what is written there is made durable, where it is a directory. */
  public DirectorySync directorySync() {
    return DirectorySync.FORCED;
  }

  private static String stated(String option, String value) {
    if (value.isBlank()) {
      throw new MisuseException(option + " is empty");
    }
    return value;
  }
}
