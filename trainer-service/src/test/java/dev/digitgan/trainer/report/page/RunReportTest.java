package dev.digitgan.trainer.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.checkpoint.v1.DataSet;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.trainer.game.GameFigures;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import dev.digitgan.trainer.report.RunFolder;
import dev.digitgan.trainer.run.RunBoard;
import dev.digitgan.trainer.run.RunProgress;
import dev.digitgan.trainer.run.TestProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunReportTest {
  private static final String HOSTILE =
      "</style><script>alert('x')</script>\"' onload=\"1\" {} %s &lt;";
  private static final Set<String> VOID = Set.of("meta", "img", "br", "!doctype");
  private static final Pattern TAG =
      Pattern.compile(
          "<(/?)([!a-zA-Z][a-zA-Z0-9]*)((?:\\s+[a-zA-Z-]+(?:=\"[^\"<>]*\")?)*)\\s*(/?)>");

  private final Path folder;
  private final RunBoard board = new RunBoard();

  RunReportTest(@TempDir Path directory) {
    folder = directory.resolve("run");
  }

  @Test
  void whatPeopleWroteIsShownAsTheyWroteItAndNothingElse() throws IOException {
    RunFolder run = RunFolder.begin(folder);
    run.alarmed(
        progress(1, 10),
        new TrainingAlarm(
            TrainingAlarm.Kind.MODE_COLLAPSE, TrainingAlarm.Severity.FAILURE, HOSTILE, HOSTILE));
    board.failed(HOSTILE);
    String page = page(run, HOSTILE);

    assertThat(page).doesNotContain("<script").doesNotContain("</style><");
    assertThat(page)
        .contains(
            "&lt;/style&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&#39; onload=&quot;1&quot; {} %s &amp;lt;");
    requireBalanced(page);
  }

  @Test
  void aFileOfOnePieceNeedsNothingFromElsewhere() throws IOException {
    RunFolder run = RunFolder.begin(folder);
    run.epochEnded(progress(1, 10), new byte[] {1, 2});
    run.published(progress(1, 10), manifest(1, 12));
    run.nearest(new byte[] {3});
    String page = page(run, "r");

    assertThat(page.replace("xmlns=\"http://www.w3.org/2000/svg\"", ""))
        .doesNotContain("http:", "https:");
    assertThat(page).contains("default-src 'none'").doesNotContain("<link", "@import", "url(");
    Matcher sources = Pattern.compile("src=\"([^\"]{0,22})").matcher(page);
    assertThat(sources.results().map(result -> result.group(1)))
        .hasSize(2)
        .containsOnly("data:image/png;base64,");
    // Every image says what it shows.
    assertThat(page.split("<img ", -1)).hasSize(3);
    assertThat(page.split(" alt=\"[^\"]", -1)).hasSize(3);
    requireBalanced(page);
  }

  @Test
  void theOptimumAndTheFloorAreDrawnIn() throws IOException {
    RunFolder run = RunFolder.begin(folder);
    run.epochEnded(progress(1, 10), new byte[] {1});
    run.published(progress(1, 10), manifest(1, 25));
    run.epochEnded(progress(2, 20), new byte[] {1});
    run.published(progress(2, 20), manifest(2, 12.5));
    board.succeeded();
    String page = page(run, "r");

    assertThat(page)
        .contains("log 2: D's optimum", "log 4: of their sum")
        .contains("50 %: the optimum")
        .contains("1: real images")
        .contains("12.50 (5.0 × real)")
        .contains("25.00<br><small>24.00 to 26.00</small>")
        .contains("Shares of the digits, version 2")
        .contains("epoch 1</figcaption>", "epoch 2</figcaption>");
    assertThat(folder.resolve("losses.svg")).content().contains("<svg ", "log 4: of their sum");
    assertThat(folder.resolve("accuracies.svg")).content().contains("<svg ", "50 %: the optimum");
  }

  @Test
  void aRunThatWasEndedIsToldFromOneThatIsComplete() throws IOException {
    RunFolder run = RunFolder.begin(folder);
    board.succeeded();
    assertThat(page(run, "r")).contains("The run ended before its last epoch");
    run.epochEnded(progress(4, 40), new byte[] {1});
    assertThat(page(run, "r")).contains("The run is complete.");
    board.stepped(progress(3, 30));
    board.succeeded();
    assertThat(page(run, "r")).contains("The run ended before its last epoch");
  }

  @Test
  void whatWasNotLookedAtIsSaidToBeSo() throws IOException {
    RunFolder run = RunFolder.begin(folder);
    assertThat(page(run, "r"))
        .contains("No epoch has ended yet.", "No version was published.", "No alarm was raised.");
    assertThat(folder.resolve("losses.svg")).doesNotExist();
    run.published(progress(1, 10), Manifest.newBuilder().setVersion(1).setStep(10).build());
    assertThat(page(run, "r"))
        .contains("1 version was published; their samples were not evaluated.")
        .contains("The digits were not counted: no version's samples were evaluated.")
        .contains("not measured");
  }

  @Test
  void aLongRunIsShownBySomeOfItsSheets() throws IOException {
    RunFolder run = RunFolder.begin(folder);
    for (int epoch = 1; epoch <= 60; epoch++) {
      run.epochEnded(progress(epoch, 10L * epoch), new byte[50_000]);
    }
    String page = page(run, "r");
    assertThat(page.split("<figcaption>", -1)).hasSize(25);
    assertThat(page).contains("epoch 1</figcaption>", "epoch 60</figcaption>");

    Files.write(folder.resolve("epoch-0060.png"), new byte[1_000_000]);
    assertThat(page(run, "r").split("<figcaption>", -1)).hasSize(4);
  }

  private String page(RunFolder run, String name) throws IOException {
    Manifest provenance =
        Manifest.newBuilder()
            .setRun(name)
            .setRecipe(name)
            .putSettings(name, name)
            .putSettings("epochs", "4")
            .setDataSet(DataSet.newBuilder().setName(name))
            .build();
    RunReport.Facts facts = new RunReport.Facts(provenance, name, name, name, name);
    new RunReport(run.files(), facts, board, () -> Instant.EPOCH).write();
    return Files.readString(folder.resolve("report.html"));
  }

  /** As XML has it, but for the elements that have no end. */
  private static void requireBalanced(String page) {
    Deque<String> open = new ArrayDeque<>();
    String noStyle = page.replaceAll("(?s)<style>.*?</style>", "<style></style>");
    Matcher tag = TAG.matcher(noStyle);
    int at = 0;
    while (tag.find()) {
      assertThat(noStyle.substring(at, tag.start())).doesNotContain("<");
      at = tag.end();
      if (!tag.group(1).isEmpty()) {
        assertThat(open.pop()).as(noStyle.substring(0, at)).isEqualTo(tag.group(2));
      } else if (tag.group(4).isEmpty() && !VOID.contains(tag.group(2))) {
        open.push(tag.group(2));
      }
    }
    assertThat(open).isEmpty();
    assertThat(noStyle.substring(at)).doesNotContain("<");
  }

  private static Manifest manifest(long version, double distance) {
    Manifest.Builder manifest =
        Manifest.newBuilder().setVersion(version).setStep(10 * version).setEpoch((int) version);
    manifest.putMetrics(
        "frechet_distance",
        Metric.newBuilder().setValue(distance).setLow(distance - 1).setHigh(distance + 1).build());
    manifest.putMetrics("real_frechet_distance", Metric.newBuilder().setValue(2.5).build());
    for (int digit = 0; digit < 10; digit++) {
      manifest.putMetrics(
          "class_share_" + digit,
          Metric.newBuilder().setValue(0.1).setLow(0.09).setHigh(0.11).build());
      manifest.putMetrics("real_class_share_" + digit, Metric.newBuilder().setValue(0.1).build());
    }
    return manifest.build();
  }

  private static RunProgress progress(int epoch, long step) {
    GameFigures figures = new GameFigures(0.5, 0.5, 0.5, 0.5, 0.5);
    return TestProgress.at(epoch, step, figures);
  }
}
