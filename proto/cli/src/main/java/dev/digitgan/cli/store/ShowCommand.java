package dev.digitgan.cli.store;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Signature;
import dev.digitgan.cli.console.Output;
import dev.digitgan.cli.console.Table;
import dev.digitgan.command.ExitStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows everything that a manifest says. */
@Command(
    name = "show",
    description = "Shows everything that a version's manifest says. Nothing is verified.")
final class ShowCommand implements Callable<Integer> {
  @Mixin private final ModelOptions stores = ModelOptions.read();
  @Mixin private final Output output = new Output();

  @Parameters(
      paramLabel = "VERSION",
      defaultValue = "latest",
      description = "The version; now ${DEFAULT-VALUE}.")
  private VersionName version = new VersionName.Latest();

  @Override
  public Integer call() throws IOException, CheckpointException {
    try (OpenModel model = stores.open()) {
      Version selected = model.version(version);
      Manifest manifest = model.reader().manifest(selected);
      List<String> channels =
          model.channelsByVersion(model.reader().versions()).getOrDefault(selected, List.of());
      Optional<String> signer = model.reader().signature(selected).map(Signature::getKey);
      if (output.isJson()) {
        output.print(document(manifest, channels, signer));
      } else {
        Table table = new Table("FIELD", "VALUE");
        table.row("channels", String.join(", ", channels));
        table.row("signed by", signer.orElse("no key"));
        ManifestFields.of(manifest).forEach(table::row);
        output.print(table);
      }
    }
    return ExitStatus.DONE;
  }

  private static JsonObject document(
      Manifest manifest, List<String> channels, Optional<String> signer) {
    JsonObject document = new JsonObject();
    JsonArray names = new JsonArray();
    channels.forEach(names::add);
    document.add("channels", names);
    document.addProperty("signed_by", signer.orElse(null));
    document.add("manifest", ManifestFields.json(manifest));
    return document;
  }
}
