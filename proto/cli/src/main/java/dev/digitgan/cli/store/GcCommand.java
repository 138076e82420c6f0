package dev.digitgan.cli.store;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.retention.Retention;
import dev.digitgan.checkpoint.retention.RetentionPlan;
import dev.digitgan.checkpoint.retention.RetentionPlan.Item;
import dev.digitgan.checkpoint.retention.RetentionPolicy;
import dev.digitgan.cli.console.Output;
import dev.digitgan.cli.console.Progress;
import dev.digitgan.cli.console.Table;
import dev.digitgan.cli.console.Texts;
import dev.digitgan.command.ExitStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes objects that nothing needs. */
@Command(
    name = "gc",
    description = {
      "Shows objects that nothing needs any more: old versions and training states of the model,"
          + " and blobs that no version or state of any model names. With --delete, removes them.",
      ""
    })
final class GcCommand implements Callable<Integer> {
  @Mixin private final ModelOptions stores = ModelOptions.written();
  @Mixin private final Output output = new Output();

  @Option(
      names = "--keep",
      paramLabel = "VERSIONS",
      defaultValue = "10",
      description = "How many of the newest versions to keep; now ${DEFAULT-VALUE}.")
  private int keep;

  @Option(
      names = "--keep-channels",
      description =
          "Keep the current and the previous version of each channel. They are always kept; the"
              + " option is for scripts that state what they rely on.")
  @SuppressWarnings("UnusedVariable")
  private boolean keepChannels;

  @Option(
      names = "--keep-states",
      paramLabel = "STATES",
      defaultValue = "2",
      description =
          "How many of the newest training states of each run to keep; now ${DEFAULT-VALUE}.")
  private int keepStates;

  @Option(
      names = "--min-age",
      paramLabel = "DURATION",
      defaultValue = "1h",
      description =
          "Keep everything younger, because a commit may be in progress. At least 10m; now"
              + " ${DEFAULT-VALUE}.")
  private Duration minAge = Duration.ZERO;

  @Option(names = "--delete", description = "Remove these objects; without it, nothing is changed.")
  private boolean delete;

  @Override
  public Integer call() throws IOException, CheckpointException {
    try (OpenModel model = stores.open()) {
      Retention retention = model.retention(policy());
      RetentionPlan plan = retention.plan();
      if (!output.isJson()) {
        print(plan);
      }
      if (!delete) {
        reportDryRun(plan);
      } else {
        reportRemoved(plan, remove(retention, plan));
      }
    }
    return ExitStatus.DONE;
  }

  private RetentionPolicy policy() {
    try {
      return new RetentionPolicy(keep, keepStates, minAge);
    } catch (IllegalArgumentException e) {
      throw output.misuse(String.valueOf(e.getMessage()));
    }
  }

  private Retention.Outcome remove(Retention retention, RetentionPlan plan)
      throws IOException, CheckpointException {
    try (Progress progress = output.progress("remove", plan.items().size())) {
      return retention.remove((item, done, total) -> progress.at(done));
    }
  }

  private void print(RetentionPlan plan) {
    if (!plan.items().isEmpty()) {
      Table table = new Table("WHAT", "SIZE", "WRITTEN", "WHY");
      for (Item item : plan.items()) {
        table.row(
            item.name(),
            Texts.size(item.object().sizeBytes()),
            item.object().lastModified().truncatedTo(ChronoUnit.SECONDS).toString(),
            item.reason());
      }
      output.print(table);
    }
    Map<String, List<String>> kept = new LinkedHashMap<>();
    plan.kept()
        .forEach(
            (version, reason) ->
                kept.computeIfAbsent(reason, any -> new ArrayList<>()).add(version.toString()));
    kept.forEach(
        (reason, versions) ->
            output.say("stays, %s: version %s", reason, String.join(", ", versions)));
  }

  private void reportDryRun(RetentionPlan plan) {
    if (output.isJson()) {
      output.print(document(plan, List.of(), "dry_run"));
    } else {
      output.say(
          "%d objects, %s. Nothing was removed; --delete does it.",
          plan.items().size(), Texts.size(plan.sizeBytes()));
    }
  }

  private void reportRemoved(RetentionPlan plan, Retention.Outcome outcome) {
    if (output.isJson()) {
      JsonObject document = document(plan, outcome.removed(), "done");
      document.addProperty("spared", outcome.spared().size());
      document.addProperty("left", outcome.left().size());
      document.addProperty("unfinished_pieces", outcome.unfinishedCount());
      output.print(document);
      return;
    }
    long sizeBytes = outcome.removed().stream().mapToLong(item -> item.object().sizeBytes()).sum();
    output.say("%d objects, %s, removed.", outcome.removed().size(), Texts.size(sizeBytes));
    if (outcome.unfinishedCount() > 0) {
      output.say("%d pieces that killed writers left, removed.", outcome.unfinishedCount());
    }
    if (!outcome.spared().isEmpty()) {
      output.say("%d stay: needed since, or gone already.", outcome.spared().size());
    }
    if (!outcome.left().isEmpty()) {
      output.say("%d are left for another time: run it again.", outcome.left().size());
    }
  }

  private static JsonObject document(RetentionPlan plan, List<Item> removed, String state) {
    JsonArray items = new JsonArray();
    for (Item item : plan.items()) {
      JsonObject entry = new JsonObject();
      entry.addProperty("key", item.object().key());
      entry.addProperty("name", item.name());
      entry.addProperty("size_bytes", item.object().sizeBytes());
      entry.addProperty("reason", item.reason());
      entry.addProperty("removed", removed.contains(item));
      items.add(entry);
    }
    JsonObject kept = new JsonObject();
    plan.kept().forEach((version, reason) -> kept.addProperty(version.toString(), reason));
    JsonObject document = new JsonObject();
    document.addProperty("state", state);
    document.add("items", items);
    document.add("kept_versions", kept);
    return document;
  }
}
