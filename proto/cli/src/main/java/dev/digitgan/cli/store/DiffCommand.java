package dev.digitgan.cli.store;

import com.google.gson.JsonObject;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.cli.console.Output;
import dev.digitgan.cli.console.Table;
import dev.digitgan.command.ExitStatus;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares the manifests of two versions. */
@Command(
    name = "diff",
    description = {
      "Shows in which fields two manifests differ: digests, layers, settings, metrics and the rest,"
          + " but not version, parent and creation time.",
      "Exit status 3 if they differ.",
      ""
    })
final class DiffCommand implements Callable<Integer> {
  /** The fields in which any two versions differ. */
  private static final Set<String> OWN = Set.of("version", "parent", "create_time");

  private static final String ABSENT = "-";

  @Mixin private final ModelOptions stores = ModelOptions.read();
  @Mixin private final Output output = new Output();

  @Parameters(index = "0", paramLabel = "A", description = "One version.")
  private VersionName one = new VersionName.Latest();

  @Parameters(index = "1", paramLabel = "B", description = "The other.")
  private VersionName other = new VersionName.Latest();

  @Override
  public Integer call() throws IOException, CheckpointException {
    try (OpenModel model = stores.open()) {
      Version a = model.version(one);
      Version b = model.version(other);
      return compare(a, fields(model, a), b, fields(model, b));
    }
  }

  private static Map<String, String> fields(OpenModel model, Version version)
      throws IOException, CheckpointException {
    Map<String, String> fields = ManifestFields.of(model.reader().manifest(version));
    fields.keySet().removeAll(OWN);
    return fields;
  }

  private int compare(Version a, Map<String, String> ofA, Version b, Map<String, String> ofB) {
    Set<String> names = new TreeSet<>(ManifestFields.ORDER);
    names.addAll(ofA.keySet());
    names.addAll(ofB.keySet());
    names.removeIf(name -> ofA.getOrDefault(name, "").equals(ofB.getOrDefault(name, "")));
    JsonObject document = new JsonObject();
    Table table = new Table("FIELD", "VERSION " + a, "VERSION " + b);
    for (String name : names) {
      JsonObject values = new JsonObject();
      values.addProperty("a", ofA.get(name));
      values.addProperty("b", ofB.get(name));
      document.add(name, values);
      table.row(name, ofA.getOrDefault(name, ABSENT), ofB.getOrDefault(name, ABSENT));
    }
    if (output.isJson()) {
      output.print(document);
    } else if (names.isEmpty()) {
      output.say("versions %s and %s do not differ", a, b);
    } else {
      output.print(table);
    }
    return names.isEmpty() ? ExitStatus.DONE : ExitStatus.NO;
  }
}
