package dev.digitgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code digitgan models promote | rollback | gc}, {@code digitgan channels list}. */
final class ChannelsAndGcTest {
  private final Path directory;
  private final TestStore store;

  ChannelsAndGcTest(@TempDir Path directory) {
    this.directory = directory;
    this.store = new TestStore(directory);
  }

  @Test
  void aChannelIsPromotedAndRolledBack() throws IOException {
    store.publish(1, 2);

    Run first = run("models", "promote", "1", "--channel", "stable", "--by", "ada");
    Run second = run("models", "promote", "latest", "--channel", "stable", "--by", "ada");
    assertThat(first.out()).matches("channel stable: version 1, sha256:[0-9a-f]{12}\n");
    assertThat(second.out())
        .matches("channel stable: version 2, sha256:[0-9a-f]{12} \\(before: version 1\\)\n");
    assertThat(shown(run("channels", "list")))
        .isEqualTo(
            """
            CHANNEL | VERSION | BEFORE | DIGEST | MOVED | BY | PROBLEM
            stable | 2 | 1 | sha256:... | 2... | ada
            """);

    Run back = run("models", "rollback", "--channel", "stable", "--output", "json");
    JsonObject moved = JsonParser.parseString(back.out()).getAsJsonObject();
    assertThat(moved.get("version").getAsInt()).isEqualTo(1);
    assertThat(moved.get("previous").getAsInt()).isEqualTo(2);
    assertThat(moved.get("by").getAsString()).isEqualTo(System.getProperty("user.name"));
  }

  @Test
  void aChannelIsRolledBackOnlyFromWhereItIsSaidToStand() throws IOException {
    store.publish(1, 2, 3);
    run("models", "promote", "1", "--channel", "stable");
    run("models", "promote", "2", "--channel", "stable");
    assertThat(run("models", "rollback", "--channel", "stable", "--from", "3"))
        .isEqualTo(new Run(3, "", "channel stable is not at version 3\n"));
    assertThat(run("models", "rollback", "--channel", "other", "--from", "3").status())
        .isEqualTo(3);
    assertThat(run("models", "rollback", "--channel", "stable", "--from", "2").status()).isZero();
    assertThat(run("models", "rollback", "--channel", "stable", "--from", "2").status())
        .isEqualTo(3);
    assertThat(run("models", "which", "channel:stable")).isEqualTo(new Run(0, "1\n", ""));
  }

  @Test
  void whatCannotBeMovedIsToldFromAStoreThatDoesNotAnswer() throws IOException {
    store.publish(1, 2);
    run("models", "promote", "1", "--channel", "stable");
    Run none = run("models", "rollback", "--channel", "stable", "--from", "1");
    assertThat(none).isEqualTo(new Run(3, "", "error: channel 'stable' has no previous version\n"));

    Files.writeString(store.manifest(2), "{}");
    assertThat(run("models", "promote", "2", "--channel", "stable"))
        .satisfies(
            refused -> {
              assertThat(refused.status()).isEqualTo(3);
              assertThat(refused.err()).startsWith("error: ").hasLineCount(1);
            });
    assertThat(run("models", "which", "channel:stable")).isEqualTo(new Run(0, "1\n", ""));
  }

  @Test
  void whichTellsANumberToScripts() throws IOException {
    store.publish(1, 2);
    store.publisher().publish(TestStore.draft(3, "other"));
    assertThat(run("models", "which", "run:test")).isEqualTo(new Run(0, "2\n", ""));
    assertThat(run("models", "which", "run:other")).isEqualTo(new Run(0, "3\n", ""));
    assertThat(run("models", "which", "run:none"))
        .isEqualTo(
            new Run(3, "", "no version of run 'none' of digits in " + directory.toUri() + "\n"));
    assertThat(run("models", "which", "channel:stable").status()).isEqualTo(3);
    assertThat(run("models", "which", "run:")).extracting(Run::status).isEqualTo(2);
  }

  @Test
  void whichDoesNotTakeAStoreThatFailsForAnAnswer() throws IOException {
    store.publish(1);
    Files.writeString(store.manifest(1), "{");
    assertThat(run("models", "which", "run:test").status()).isEqualTo(1);
  }

  @Test
  void whichPassesOverWhatANewerTrainerPublished() throws IOException {
    store.publish(1, 2);
    store.publisher().publish(TestStore.draft(3, "other"));
    String manifest = Files.readString(store.manifest(3));
    Files.writeString(
        store.manifest(3), manifest.replace("\"compat\": {", "\"compat\": {\"attention\": 1,"));
    JsonObject record = JsonParser.parseString(manifest).getAsJsonObject();
    String digest = record.get("model_digest").getAsString();

    Run found = run("models", "which", "run:test");
    assertThat(found.status()).isZero();
    assertThat(found.out()).isEqualTo("2\n");
    assertThat(found.err().lines())
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .startsWith("version 3 is left out: compat: ")
                    .contains("attention"));

    // It may be the one that is asked for, so that there is none is not known.
    for (String version : new String[] {"run:other", digest}) {
      Run none = run("models", "which", version);
      assertThat(none.status()).isEqualTo(1);
      assertThat(none.out()).isEmpty();
      assertThat(none.err()).contains("it may be one of the 1 that cannot");
    }
  }

  @Test
  void channelsThatCannotBeFollowedAreListedWithTheirProblem() throws IOException {
    store.publish(1, 2);
    run("models", "promote", "1", "--channel", "a", "--by", "ada");
    run("models", "promote", "2", "--channel", "b", "--by", "ada");
    Files.delete(store.manifest(1));
    Files.copy(
        store.file("models/digits/channels/b.json"), store.file("models/digits/channels/c.json"));
    Files.writeString(store.file("models/digits/channels/b.json"), "[]");
    assertThat(shown(run("channels", "list")))
        .isEqualTo(
            """
            CHANNEL | VERSION | BEFORE | DIGEST | MOVED | BY | PROBLEM
            a | 1 | sha256:... | 2... | ada | version 1 is not there
            b | channel 'b' is not a JSON object
            c | 2 | sha256:... | 2... | ada
            """);
    assertThat(run("models", "show", "channel:a"))
        .isEqualTo(new Run(1, "", "error: channel 'a' names version 1, which does not exist\n"));
  }

  @Test
  void noChannelIsNoFailure() {
    assertThat(run("channels", "list"))
        .isEqualTo(new Run(0, "", "no channel of digits in " + directory.toUri() + "\n"));
  }

  @Test
  void aCleanUpIsShownAndChangesNothing() throws IOException {
    store.publish(1, 2, 3);
    run("models", "promote", "1", "--channel", "stable");
    store.age();

    Run run = run("models", "gc", "--keep", "1", "--keep-channels", "--min-age", "1h");

    assertThat(run.status()).isZero();
    assertThat(shown(run))
        .isEqualTo(
            """
            WHAT | SIZE | WRITTEN | WHY
            version 2 | 1.0 kB | 2... | not among the newest 1
            blobs/sha256/... | 181 B | 2... | named only by what is removed: version 2
            stays, among the newest 1: version 3
            stays, channel stable: version 1
            2 objects, 1.0 kB. Nothing was removed; --delete does it.
            """);
    assertThat(run("models", "verify", "--all").status()).isZero();
    assertThat(run("models", "list").out().lines()).hasSize(4);
  }

  @Test
  void aCleanUpIsDone() throws IOException {
    store.publish(1, 2, 3);
    store.age();
    Run run = run("models", "gc", "--keep", "1", "--delete");
    assertThat(run.status()).isZero();
    assertThat(run.out()).containsPattern("\n4 objects, [0-9.]+ kB, removed.\n$");
    assertThat(run("models", "list").out().lines()).hasSize(2);
    assertThat(run("models", "verify", "--all"))
        .isEqualTo(new Run(0, "version 3: ok, 188 B\n", ""));
    assertThat(run("models", "gc", "--keep", "1", "--delete").out())
        .isEqualTo("stays, among the newest 1: version 3\n0 objects, 0 B, removed.\n");
  }

  @Test
  void aCleanUpIsJsonForScripts() throws IOException {
    store.publish(1, 2);
    store.age();
    JsonObject plan =
        JsonParser.parseString(run("models", "gc", "--keep", "1", "--output", "json").out())
            .getAsJsonObject();
    assertThat(plan.get("state").getAsString()).isEqualTo("dry_run");
    assertThat(plan.getAsJsonArray("items").get(0).getAsJsonObject().get("key").getAsString())
        .isEqualTo("models/digits/versions/00000001.json");
    JsonObject done =
        JsonParser.parseString(
                run("models", "gc", "--keep", "1", "--output", "json", "--delete").out())
            .getAsJsonObject();
    assertThat(done.get("state").getAsString()).isEqualTo("done");
    assertThat(done.getAsJsonArray("items"))
        .hasSize(2)
        .allMatch(item -> item.getAsJsonObject().get("removed").getAsBoolean());
  }

  @Test
  void youngVersionsStay() throws IOException {
    store.publish(1, 2);
    assertThat(run("models", "gc", "--keep", "1").out())
        .isEqualTo(
            """
            stays, among the newest 1: version 2
            stays, younger than 1h: version 1
            0 objects, 0 B. Nothing was removed; --delete does it.
            """);
  }

  @Test
  void progressIsShownInTenLinesWhereNobodyLooks() throws IOException {
    int versionCount = 30;
    for (int number = 1; number <= versionCount; number++) {
      store.publish(number);
    }
    Run run = run("models", "verify", "--all");
    assertThat(run.err().lines())
        .hasSize(10)
        .startsWith("verify: 3 of 30")
        .endsWith("verify: 30 of 30");
  }

  /** What differs from run to run is left out, and so is the width of columns. */
  private static String shown(Run run) {
    assertThat(run.status()).isZero();
    return run.out()
        .replaceAll("sha256([:/])[0-9a-f]{12,64}", "sha256$1...")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "2...")
        .replaceAll("[0-9.]+ kB", "1.0 kB")
        .replaceAll(" {2,}", " | ");
  }

  private Run run(String command, String subcommand, String... args) {
    List<String> all =
        new ArrayList<>(List.of(command, subcommand, "--store", directory.toString()));
    all.addAll(List.of(args));
    return Run.of(all.toArray(String[]::new));
  }
}
