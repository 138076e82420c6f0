package dev.digitgan.cli.store;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.cli.console.Output;
import dev.digitgan.cli.console.Progress;
import dev.digitgan.cli.console.Texts;
import dev.digitgan.command.ExitStatus;
import dev.digitgan.command.UserErrorException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies that versions are as they were published. */
@Command(
    name = "verify",
    description = {
      "Reads and checks versions whole: the manifest, every digest, every tensor and, with"
          + " --trusted-keys, the signature.",
      "Exit status 3 if something is wrong.",
      ""
    })
final class VerifyCommand implements Callable<Integer> {
  /** More unreadable versions than this mean that the store itself cannot be read. */
  private static final int MAX_UNREAD = 3;

  @Mixin private final ModelOptions stores = ModelOptions.read();
  @Mixin private final TrustOptions trust = new TrustOptions();
  @Mixin private final Output output = new Output();

  @Parameters(
      paramLabel = "VERSION",
      arity = "0..*",
      description = "The versions; latest by default.")
  private List<VersionName> selected = new ArrayList<>();

  @Option(names = "--all", description = "All versions, and all channels.")
  private boolean all;

  private final JsonArray document = new JsonArray();
  private int wrongCount;
  private int unreadCount;

  @Override
  public Integer call() throws IOException, CheckpointException {
    if (all && !selected.isEmpty()) {
      throw output.misuse("--all and versions exclude each other");
    }
    try (OpenModel model = stores.open(trust.keys())) {
      List<Version> versions = versions(model);
      try (Progress progress = output.progress("verify", versions.size())) {
        int done = 0;
        for (Version version : versions) {
          verify(model, version);
          progress.at(++done);
        }
      }
      if (all) {
        for (ChannelState channel : ChannelState.all(model)) {
          report("channel", channel.name().text(), channel.problem().isEmpty(), channel.state());
        }
      }
    }
    if (output.isJson()) {
      output.print(document);
    }
    if (wrongCount == 0 && unreadCount > 0) {
      throw new UserErrorException(
          unreadCount + " of the versions cannot be read, and so cannot be verified");
    }
    return wrongCount == 0 ? ExitStatus.DONE : ExitStatus.NO;
  }

  private List<Version> versions(OpenModel model) throws IOException, CheckpointException {
    if (all) {
      return model.reader().versions();
    }
    if (selected.isEmpty()) {
      return List.of(model.version(new VersionName.Latest()));
    }
    List<Version> versions = new ArrayList<>();
    for (VersionName name : selected) {
      versions.add(model.version(name));
    }
    return versions;
  }

  private void verify(OpenModel model, Version version) throws IOException {
    try {
      Manifest manifest = model.reader().verify(version).manifest();
      report(
          "version",
          version.toString(),
          true,
          "ok, " + Texts.size(ManifestFields.sizeBytes(manifest)));
    } catch (CheckpointException e) {
      report("version", version.toString(), false, Texts.failure(e));
    } catch (IOException e) {
      unreadCount++;
      if (unreadCount > MAX_UNREAD) {
        throw e;
      }
      output.note("version %s: cannot be read: %s", version, Texts.failure(e));
    }
  }

  private void report(String kind, String name, boolean ok, String text) {
    wrongCount += ok ? 0 : 1;
    if (output.isJson()) {
      JsonObject entry = new JsonObject();
      entry.addProperty(kind, name);
      entry.addProperty("ok", ok);
      entry.addProperty("text", text);
      document.add(entry);
    } else {
      output.say("%s %s: %s%s", kind, name, ok ? "" : "WRONG: ", text);
    }
  }
}
