package dev.digitgan.cli.datasets;

import picocli.CommandLine.Command;

/** Data sets in a store, for trainers that have no internet. */
@Command(
    name = "datasets",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Puts images to train on into a store.",
    subcommands = DataSetsPushCommand.class)
public final class DataSetsCommand {
  /** Only picocli makes one. */
  DataSetsCommand() {}
}
