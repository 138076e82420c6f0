package dev.digitgan.cli.models;

import picocli.CommandLine.Command;

/** Names for versions. */
@Command(
    name = "channels",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Shows the channels of a model: names for versions, moved by \"digitgan models promote\" and"
          + " \"digitgan models rollback\".",
      ""
    },
    subcommands = ChannelsListCommand.class)
public final class ChannelsCommand {
  /** Only picocli makes one. */
  ChannelsCommand() {}
}
