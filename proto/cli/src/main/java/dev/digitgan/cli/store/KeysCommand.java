package dev.digitgan.cli.store;

import com.google.gson.JsonObject;
import dev.digitgan.checkpoint.signing.SigningKeys;
import dev.digitgan.cli.console.Output;
import dev.digitgan.command.ExitStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The commands about keys that sign manifests. */
@Command(
    name = "keys",
    description = "Makes keys with which trainers sign what they publish.",
    subcommands = KeysCommand.New.class)
public final class KeysCommand {
  @Command(
      name = "new",
      description = {
        "Makes a pair of Ed25519 keys: signing-key.pem for the trainer's --signing-key, to be kept"
            + " secret, and trusted-key.pem for --trusted-keys of everyone who reads.",
        ""
      })
  static final class New implements Callable<Integer> {
    @Mixin private final Output output = new Output();

    @Option(
        names = "--out",
        paramLabel = "DIR",
        required = true,
        description = "Directory for the keys; an existing key is never overwritten.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
      SigningKeys.Pair pair = SigningKeys.create(out);
      if (output.isJson()) {
        JsonObject document = new JsonObject();
        document.addProperty("key", pair.keyId().toString());
        document.addProperty("signing_key", pair.signing().toString());
        document.addProperty("trusted_key", pair.trusted().toString());
        output.print(document);
      } else {
        output.say("key %s", pair.keyId());
        output.say("for the trainer, secret: %s", pair.signing());
        output.say("for readers: %s", pair.trusted());
      }
      return ExitStatus.DONE;
    }
  }
}
