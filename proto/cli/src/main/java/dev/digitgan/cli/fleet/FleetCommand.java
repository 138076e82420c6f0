package dev.digitgan.cli.fleet;

import picocli.CommandLine.Command;

/** The replicas of a generator. */
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Asks each replica of a generator.",
      "",
      "Exit status: 0 done; 1 it could not be found out, because a name has no address or a replica"
          + " does not answer; 2 arguments not understood; 3 not every replica serves, or draws, what"
          + " it should.",
      ""
    },
    subcommands = {AwaitCommand.class, SmokeCommand.class})
public final class FleetCommand {
  /** Only picocli makes one. */
  FleetCommand() {}
}
