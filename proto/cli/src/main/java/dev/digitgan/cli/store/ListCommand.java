package dev.digitgan.cli.store;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.cli.console.Output;
import dev.digitgan.cli.console.Table;
import dev.digitgan.cli.console.Texts;
import dev.digitgan.command.ExitStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists all versions, newest first. */
@Command(name = "list", description = "Lists the versions of a model, newest first.")
final class ListCommand implements Callable<Integer> {
  private static final String UNKNOWN = "?";

  /** More unreadable objects than this mean that the store itself cannot be read. */
  private static final int MAX_UNREAD = 3;

  @Mixin private final ModelOptions stores = ModelOptions.read();
  @Mixin private final Output output = new Output();

  private final Table table =
      new Table("VERSION", "DIGEST", "RECIPE", "STEP", "CREATED", "SIZE", "CHANNELS");
  private final JsonArray document = new JsonArray();
  private int unread;

  @Override
  public Integer call() throws IOException {
    try (OpenModel model = stores.open()) {
      List<Version> versions = model.reader().versions();
      Map<Version, List<String>> channels = model.channelsByVersion(versions);
      for (Version version : versions) {
        add(model, version, channels.getOrDefault(version, List.of()));
      }
      if (output.isJson()) {
        output.print(document);
      } else if (versions.isEmpty()) {
        output.note("no version of %s", model);
      } else {
        output.print(table);
      }
    }
    return ExitStatus.DONE;
  }

  private void add(OpenModel model, Version version, List<String> channels) throws IOException {
    JsonObject entry = new JsonObject();
    entry.addProperty("version", version.number());
    String named = String.join(", ", channels);
    try {
      Manifest manifest = model.reader().manifest(version);
      long size = ManifestFields.sizeBytes(manifest);
      String created = Texts.time(manifest.getCreateTime());
      table.row(
          version.toString(),
          Texts.shortDigest(manifest.getModelDigest()),
          manifest.getRecipe(),
          Long.toString(manifest.getStep()),
          created,
          Texts.size(size),
          named);
      entry.addProperty("model_digest", manifest.getModelDigest());
      entry.addProperty("recipe", manifest.getRecipe());
      entry.addProperty("step", manifest.getStep());
      entry.addProperty("create_time", created);
      entry.addProperty("size_bytes", size);
    } catch (CheckpointException | IOException e) {
      unread += e instanceof IOException ? 1 : 0;
      if (e instanceof IOException failure && unread > MAX_UNREAD) {
        throw failure;
      }
      output.note("version %s: %s", version, Texts.failure(e));
      table.row(version.toString(), UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, named);
      entry.addProperty("error", Texts.failure(e));
    }
    JsonArray names = new JsonArray();
    channels.forEach(names::add);
    entry.add("channels", names);
    document.add(entry);
  }
}
