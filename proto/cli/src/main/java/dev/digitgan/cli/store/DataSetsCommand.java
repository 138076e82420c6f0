package dev.digitgan.cli.store;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.dataset.DataSets;
import dev.digitgan.checkpoint.v1.DataSetFile;
import dev.digitgan.checkpoint.v1.DataSetIndex;
import dev.digitgan.cli.console.Output;
import dev.digitgan.cli.console.Texts;
import dev.digitgan.command.ExitStatus;
import dev.digitgan.command.MisuseException;
import dev.digitgan.command.StoreOptions;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The commands about data sets in a store, for trainers without internet access. */
@Command(
    name = "datasets",
    description = "Puts images to train on into a store.",
    subcommands = DataSetsCommand.Push.class)
public final class DataSetsCommand {
  @Command(
      name = "push",
      description = {
        "Puts a folder's IDX files (*-ubyte or *-ubyte.gz) into a store, under datasets/NAME. A"
            + " trainer takes them with --data store:NAME.",
        "",
        "A data set never changes: a second push of the same files restores those that are missing"
            + " or damaged; a push of other files is refused.",
        ""
      })
  static final class Push implements Callable<Integer> {
    private static final String FILES = "*-ubyte{,.gz}";

    @Mixin private final Output output = new Output();

    @Parameters(
        index = "0",
        paramLabel = "NAME",
        description = "The name of the data set, e.g. mnist.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "DIRECTORY", description = "Where the files are.")
    private Path directory = Path.of("");

    @Mixin private final StoreOptions stores = StoreOptions.ofDataSets();

    @Override
    public Integer call() throws IOException, CheckpointException {
      Map<String, byte[]> files = files();
      try (ObjectStore to = stores.open()) {
        to.tryOut();
        print(new DataSets(to).publish(name, files));
      } catch (IllegalArgumentException e) {
        throw MisuseException.of(e);
      }
      return ExitStatus.DONE;
    }

    private Map<String, byte[]> files() throws IOException {
      if (!Files.isDirectory(directory)) {
        throw new MisuseException(directory + " is not a directory");
      }
      Map<String, byte[]> files = new TreeMap<>();
      try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, FILES)) {
        for (Path file : found) {
          files.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
        }
      }
      if (files.isEmpty()) {
        throw new MisuseException(directory + " holds no IDX files (" + FILES + ")");
      }
      return files;
    }

    private void print(DataSetIndex index) {
      if (output.isJson()) {
        JsonObject document = new JsonObject();
        document.addProperty("name", index.getName());
        JsonArray files = new JsonArray();
        for (DataSetFile file : index.getFilesList()) {
          JsonObject entry = new JsonObject();
          entry.addProperty("name", file.getName());
          entry.addProperty("digest", file.getContent().getDigest());
          entry.addProperty("size_bytes", file.getContent().getSizeBytes());
          files.add(entry);
        }
        document.add("files", files);
        output.print(document);
      } else {
        output.say("data set %s is in %s", index.getName(), stores.store());
        for (DataSetFile file : index.getFilesList()) {
          output.say("  %s  %s", file.getName(), Texts.size(file.getContent().getSizeBytes()));
        }
      }
    }
  }
}
