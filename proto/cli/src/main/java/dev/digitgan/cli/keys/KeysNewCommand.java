package dev.digitgan.cli.keys;

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

/** Makes a pair. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes a pair of Ed25519 keys: signing-key.pem for the trainer's --signing-key, to be kept"
          + " secret, and trusted-key.pem for --trusted-keys of everyone who reads.",
      ""
    })
final class KeysNewCommand implements Callable<Integer> {
  @Mixin private final Output output = new Output();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where to; no key that is there is overwritten.")
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
      output.out().println("key " + pair.keyId());
      output.out().println("for the trainer, secret: " + pair.signing());
      output.out().println("for readers: " + pair.trusted());
    }
    return ExitStatus.DONE;
  }
}
