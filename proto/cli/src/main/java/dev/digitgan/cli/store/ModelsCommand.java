package dev.digitgan.cli.store;

import dev.digitgan.command.VersionNames;
import picocli.CommandLine.Command;

/** The commands about the models in a store. */
@Command(
    name = "models",
    description = {
      "Manages the versions of a model in a store.",
      "",
      "VERSION is " + VersionNames.STORE_FORMS + ".",
      "Exit status: 0 done; 1 failed; 2 arguments not understood; 3 verify found something wrong,"
          + " or diff found a difference.",
      ""
    },
    subcommands = {
      ListCommand.class,
      ShowCommand.class,
      WhichCommand.class,
      VerifyCommand.class,
      MoveCommand.Promote.class,
      MoveCommand.Rollback.class,
      GcCommand.class,
      DiffCommand.class
    })
public final class ModelsCommand {}
