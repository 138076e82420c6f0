package dev.digitgan.trainer.report.page;

import dev.digitgan.checkpoint.v1.DataSet;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.trainer.quality.Figure;
import dev.digitgan.trainer.report.ProgressDisplay;
import dev.digitgan.trainer.report.RunFiles;
import dev.digitgan.trainer.report.Table;
import dev.digitgan.trainer.report.chart.SvgStyle;
import dev.digitgan.trainer.report.page.RunReport.Facts;
import dev.digitgan.trainer.report.page.VersionFigures.Value;
import dev.digitgan.trainer.run.RunProgress;
import dev.digitgan.trainer.run.RunSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Puts a page together from the files in a run's folder. */
record RunPage(
    Facts facts,
    RunSnapshot snapshot,
    Table history,
    List<VersionFigures> versions,
    Table alarms,
    RunFiles files) {
  private static final String STYLE = resource("report.css");
  private static final int MOST_ALARMS = 100;

  static RunPage read(RunFiles files, Facts facts, RunSnapshot snapshot) throws IOException {
    return new RunPage(
        facts,
        snapshot,
        Table.read(files.history()),
        VersionFigures.of(Table.read(files.versions())),
        Table.read(files.alarms()),
        files);
  }

  private static String resource(String name) {
    try (InputStream in = RunPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  Html html(Instant now) throws IOException {
    String run = facts.provenance().getRun();
    return Html.of(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <title>Run {} – digitgan</title>
        <style>
        {}{}</style>
        </head>
        <body>
        <header>
        <p class="over">digitgan · model {}</p>
        <h1>Run {}</h1>
        {}{}</header>
        <main>
        {}{}{}{}{}{}{}{}</main>
        <footer>Written at {} from <code>history.csv</code>, <code>versions.csv</code> and
        <code>alarms.csv</code> in the same folder.</footer>
        </body>
        </html>
        """,
        run,
        new Html(SvgStyle.CSS),
        new Html(STYLE),
        facts.model(),
        run,
        state(),
        summary(),
        section("alarms", "Alarms", alarmTable()),
        section("curves", "The game", Curves.section(history)),
        section("quality", "Quality of the versions", QualitySection.section(versions)),
        section("sheets", "Samples over time", Pictures.sheets(files, history)),
        section("nearest", "Nearest training images", Pictures.nearest(files, versions)),
        section("classes", "Digits drawn", QualitySection.classes(versions)),
        section("settings", "Settings", settings()),
        section("again", "How to repeat the run", again()),
        now.truncatedTo(ChronoUnit.SECONDS));
  }

  private static Html section(String id, String title, Html content) {
    return Html.of(
        """
        <section aria-labelledby="{}">
        <h2 id="{}">{}</h2>
        {}</section>
        """,
        id,
        id,
        title,
        content);
  }

  private Html state() {
    String words =
        switch (snapshot.state()) {
          case STARTING, TRAINING -> "The run is still in training.";
          case STOPPING -> "The run was asked to stop.";
          case FAILED -> "The run failed: " + snapshot.failure();
          case SUCCEEDED ->
              complete()
                  ? "The run is complete."
                  : "The run ended before its last epoch; the same --run resumes it.";
        };
    return Html.of(
        "<p class=\"state {}\">{}</p>\n", snapshot.state().name().toLowerCase(Locale.ROOT), words);
  }

  private boolean complete() {
    RunProgress progress = snapshot.progress();
    if (progress.totalSteps() > 0) {
      return progress.step() >= progress.totalSteps();
    }
    // This process did no step.
    return history.numbers("epoch").stream()
        .anyMatch(epoch -> planned().equals(Html.decimals(0, epoch)));
  }

  private String planned() {
    return facts.provenance().getSettingsOrDefault("epochs", "");
  }

  private Html summary() {
    RunProgress progress = snapshot.progress();
    List<Html> facts = new ArrayList<>();
    int last = history.count() - 1;
    double epochs = last < 0 ? 0 : history.number(last, "epoch");
    double step = last < 0 ? 0 : history.number(last, "step");
    double seconds = last < 0 ? Double.NaN : history.number(last, "seconds");
    facts.add(fact("epochs", Html.decimals(0, epochs) + " of " + planned()));
    facts.add(fact("steps", Long.toString(Math.max((long) step, progress.step()))));
    if (Double.isFinite(seconds)) {
      facts.add(fact("trained for", ProgressDisplay.text(Duration.ofSeconds(Math.round(seconds)))));
    }
    if (last >= 0) {
      facts.add(fact("images/s", Html.decimals(0, history.number(last, "images_per_second"))));
    }
    String version = versions.isEmpty() ? "none" : versions.get(versions.size() - 1).version();
    facts.add(fact("newest version", version));
    facts.add(fact("Fréchet distance", frechet()));
    facts.add(fact("alarms", alarms.count() == 0 ? "none" : Integer.toString(alarms.count())));
    return Html.of("<dl class=\"facts\">\n{}</dl>\n", Html.join(facts.stream()));
  }

  private String frechet() {
    Value newest = Value.NONE;
    for (VersionFigures version : versions) {
      Value value = version.value(Figure.FRECHET_DISTANCE.text());
      newest = Double.isFinite(value.value()) ? value : newest;
    }
    if (!Double.isFinite(newest.value())) {
      return "not measured";
    }
    String text = Figure.FRECHET_DISTANCE.format(newest.value());
    double times = newest.timesReal().value();
    return Double.isFinite(times)
        ? String.format(Locale.ROOT, "%s (%.1f × real)", text, times)
        : text;
  }

  private static Html fact(String name, String value) {
    return Html.of("<div><dt>{}</dt><dd>{}</dd></div>\n", name, value);
  }

  private Html alarmTable() {
    if (alarms.count() == 0) {
      return Html.of("<p>No alarm was raised.</p>");
    }
    List<List<Html>> rows = new ArrayList<>();
    // If there are very many, the last ones.
    for (int row = Math.max(0, alarms.count() - MOST_ALARMS); row < alarms.count(); row++) {
      String severity = alarms.text(row, "severity");
      rows.add(
          List.of(
              Html.text(alarms.text(row, "kind").replace('_', ' ')),
              Html.of("<span class=\"{}\">{}</span>", severity, severity),
              Html.text(alarms.text(row, "epoch")),
              Html.text(alarms.text(row, "step")),
              Html.text(alarms.text(row, "finding")),
              Html.text(alarms.text(row, "advice"))));
    }
    String caption =
        rows.size() < alarms.count()
            ? String.format(Locale.ROOT, "The last %d of %d", rows.size(), alarms.count())
            : "All alarms in their order";
    List<String> columns = List.of("kind", "severity", "epoch", "step", "found", "what to do");
    Html table = Html.table(caption, columns, rows);
    return Html.of("<div class=\"prose\">{}</div>\n", table);
  }

  private Html settings() {
    Manifest manifest = facts.provenance();
    DataSet data = manifest.getDataSet();
    List<List<Html>> rows = new ArrayList<>();
    row(rows, "recipe", manifest.getRecipe());
    row(rows, "seed", Long.toString(manifest.getSeed()));
    row(
        rows,
        "data set",
        String.format(Locale.ROOT, "%s, %d images", data.getName(), data.getImages()));
    row(rows, "digest of the data", data.getDigest());
    row(rows, "code revision", manifest.getCodeRevision());
    row(rows, "store", facts.store());
    new TreeMap<>(manifest.getSettingsMap()).forEach((name, value) -> row(rows, name, value));
    return Html.table("All settings, by their names in manifests", List.of(), rows);
  }

  private static void row(List<List<Html>> rows, String name, String value) {
    rows.add(List.of(Html.text(name), Html.text(value)));
  }

  private Html again() {
    return Html.of(
        """
        <p>On one thread of a CPU, the same settings, data and engine give the same weights, bit for bit.</p>
        <pre tabindex="0"><code>{}</code></pre>
        """,
        versions.isEmpty()
            ? facts.train()
            : facts.train()
                + "\n"
                + facts.replay()
                + " --version "
                + versions.get(versions.size() - 1).version());
  }
}
