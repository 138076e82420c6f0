package dev.digitgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.checkpoint.version.CheckpointDraft;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stores and arguments say, on a terminal that would obey it. */
@Tag("locale")
final class HostileTextTest {
  private static final String HOSTILE = "mnist\nversion 9: ok\u001b[2J\u202e";
  private static final String VISIBLE = "mnist\\nversion 9: ok\\u001B[2J\\u202E";

  private final Path directory;
  private final TestStore store;

  HostileTextTest(@TempDir Path directory) {
    this.directory = directory;
    this.store = new TestStore(directory);
  }

  @Test
  void aManifestsTextsAreOneCellEach() throws Exception {
    CheckpointDraft draft = TestStore.draft(1);
    store
        .publisher()
        .publish(
            new CheckpointDraft(
                draft.spec(),
                draft.engine(),
                draft.weights(),
                draft.preview(),
                draft.provenance().toBuilder()
                    .setDataSet(draft.provenance().getDataSet().toBuilder().setName(HOSTILE))
                    .setRecipe(HOSTILE)
                    .build()));

    Run shown = models("show", "1");
    Run listed = models("list");

    assertThat(shown.out()).contains("data_set", VISIBLE).doesNotContain("\u001b", "\u202e");
    assertThat(shown.out().lines()).noneMatch(line -> line.startsWith("version 9"));
    assertThat(listed.out()).contains(VISIBLE).doesNotContain("\u001b", "\u202e");
    assertThat(listed.out().lines()).hasSize(2);
    assertThat(models("show", "1", "--output", "json").out())
        .contains("mnist\\nversion 9: ok\\u001b[2J\\u202E")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void anErrorIsOneLine() {
    Run run = models("show", "1\nerror: no\u001b[2J");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).doesNotContain("\u001b").contains("\\u001B[2J");
    assertThat(run.err().lines()).hasSize(2);
  }

  @Test
  void numbersInOtherDigitsAreNotUnderstood() throws Exception {
    store.publish(1);
    assertThat(models("show", "١").status()).isEqualTo(2);
    Run run = models("gc", "--keep", "٣");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: Invalid value for option '--keep': '٣' is not an int");
    assertThat(models("show", "1").status()).isZero();
  }

  private Run models(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "models";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--store";
    all[arguments.length + 2] = directory.toString();
    return Run.of(all);
  }
}
