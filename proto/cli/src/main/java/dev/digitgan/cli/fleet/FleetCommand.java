package dev.digitgan.cli.fleet;

import picocli.CommandLine.Command;

/** The commands about the replicas of a generator. */
@Command(
    name = "fleet",
    description = {
      "Asks each replica of a generator.",
      "",
      "Exit status: 0 done; 1 not known, because a name has no address or a replica does not"
          + " answer; 2 arguments not understood; 3 a replica serves or draws something else, or"
          + " there are too few.",
      ""
    },
    subcommands = {AwaitCommand.class, SmokeCommand.class})
public final class FleetCommand {}
