package dev.digitgan.cli.keys;

import picocli.CommandLine.Command;

/** Keys by which manifests are signed. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Makes keys by which trainers sign what they publish.",
    subcommands = KeysNewCommand.class)
public final class KeysCommand {
  /** Only picocli makes one. */
  KeysCommand() {}
}
