package dev.digitgan.trainer.report.page;

import static dev.digitgan.trainer.quality.Figure.CLASS_KL;
import static dev.digitgan.trainer.quality.Figure.COVERAGE;
import static dev.digitgan.trainer.quality.Figure.FRECHET_DISTANCE;
import static dev.digitgan.trainer.quality.Figure.MODES;
import static dev.digitgan.trainer.quality.Figure.MODES_KL;
import static dev.digitgan.trainer.quality.Figure.ONE_NEAREST_NEIGHBOUR;
import static dev.digitgan.trainer.quality.Figure.PRECISION;
import static dev.digitgan.trainer.quality.Figure.RECALL;

import dev.digitgan.trainer.quality.ClassShare;
import dev.digitgan.trainer.quality.Figure;
import dev.digitgan.trainer.report.chart.BarChart;
import dev.digitgan.trainer.report.chart.BarChart.Bar;
import dev.digitgan.trainer.report.chart.LineChart;
import dev.digitgan.trainer.report.chart.LineChart.Mark;
import dev.digitgan.trainer.report.chart.LineChart.Scale;
import dev.digitgan.trainer.report.chart.LineChart.Series;
import dev.digitgan.trainer.report.page.VersionFigures.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The quality of the versions: charts of some figures, a table of all. */
final class QualitySection {
  private static final int MOST_ROWS = 60;

  private QualitySection() {}

  /**
   * A chart, drawn if one of its figures was measured.
   *
   * @param real the name of the mark at the figure's value for real images; empty for no mark
   */
  private record QualityChart(
      String title, List<Figure> figures, Scale scale, UnaryOperator<Value> shown, String real) {
    static QualityChart of(String title, String real, Figure... figures) {
      return new QualityChart(
          title, List.of(figures), Scale.LINEAR, UnaryOperator.identity(), real);
    }
  }

  private static final List<QualityChart> CHARTS =
      List.of(
          new QualityChart(
              "Fréchet distance, times that of real images",
              List.of(FRECHET_DISTANCE),
              Scale.LOGARITHMIC,
              Value::timesReal,
              "1: real images"),
          QualityChart.of("Precision, recall, coverage", "", PRECISION, RECALL, COVERAGE),
          QualityChart.of("1-nearest-neighbour accuracy", "real images", ONE_NEAREST_NEIGHBOUR),
          new QualityChart(
              "KL of the digits' shares, nats",
              List.of(CLASS_KL),
              Scale.LOGARITHMIC,
              UnaryOperator.identity(),
              "real images"),
          QualityChart.of("Modes drawn", "real images", MODES),
          QualityChart.of("KL of the modes' shares, nats", "real images", MODES_KL));

  static Html section(List<VersionFigures> versions) {
    if (versions.isEmpty()) {
      return Html.of("<p>No version was published.</p>");
    }
    if (versions.stream().allMatch(version -> version.figures().isEmpty())) {
      return Html.of(
          "<p>{} published; their samples were not evaluated.</p>", count(versions.size()));
    }
    return Html.of(
        """
        <p>Bands and small print are 95% intervals, if known. For real images, training images take the place of
        samples, against the same test images: do not expect a generator to do better.</p>
        <div class="charts">{}</div>
        {}
        """,
        Html.join(CHARTS.stream().map(chart -> chart(chart, versions))), table(versions));
  }

  private static String count(int versions) {
    return versions == 1 ? "1 version was" : versions + " versions were";
  }

  private static Html chart(QualityChart chart, List<VersionFigures> versions) {
    List<VersionFigures> judged =
        versions.stream()
            .filter(version -> chart.figures().stream().anyMatch(f -> has(version, f)))
            .toList();
    if (judged.isEmpty()) {
      return Html.NONE;
    }
    List<Double> epochs = judged.stream().map(VersionFigures::epoch).toList();
    List<Series> lines = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    for (Figure figure : chart.figures()) {
      List<Value> values =
          judged.stream()
              .map(version -> chart.shown().apply(version.value(figure.text())))
              .toList();
      lines.add(
          new Series(
              figure.words(),
              lines.size(),
              epochs,
              values.stream().map(Value::value).toList(),
              values.stream().map(Value::low).toList(),
              values.stream().map(Value::high).toList()));
      double real = values.get(values.size() - 1).real();
      if (!chart.real().isEmpty() && Double.isFinite(real)) {
        marks.add(new Mark(real, chart.real()));
      }
    }
    return new Html(
        new LineChart(chart.title(), "epoch", "", lines, marks, Optional.empty(), chart.scale())
            .svg());
  }

  private static boolean has(VersionFigures version, Figure figure) {
    return version.figures().containsKey(figure.text());
  }

  private static Html table(List<VersionFigures> versions) {
    List<Figure> figures =
        Arrays.stream(Figure.values())
            .filter(figure -> versions.stream().anyMatch(version -> has(version, figure)))
            .toList();
    boolean distance = figures.contains(FRECHET_DISTANCE);
    List<String> columns = new ArrayList<>(List.of("version", "epoch"));
    if (distance) {
      columns.add("× real");
    }
    figures.forEach(figure -> columns.add(figure.words()));
    List<List<Html>> rows = new ArrayList<>();
    rows.add(realRow(versions, figures));
    List<VersionFigures> shown = Html.evenly(versions, MOST_ROWS);
    shown.forEach(version -> rows.add(row(version, figures)));
    String caption =
        shown.size() < versions.size()
            ? String.format(
                Locale.ROOT, "Figures of %d of the %d versions", shown.size(), versions.size())
            : "Figures of each version";
    String ofDistance = "; × real: the Fréchet distance over that of real images";
    return Html.table(distance ? caption + ofDistance : caption, columns, rows);
  }

  private static List<Html> realRow(List<VersionFigures> versions, List<Figure> figures) {
    List<Html> row = new ArrayList<>();
    row.add(Html.text("real images"));
    row.add(Html.NONE);
    if (figures.contains(FRECHET_DISTANCE)) {
      row.add(Html.text("1"));
    }
    for (Figure figure : figures) {
      double real =
          versions.stream()
              .mapToDouble(version -> version.value(figure.text()).real())
              .filter(Double::isFinite)
              .reduce(Double.NaN, (before, last) -> last);
      row.add(Html.text(Double.isFinite(real) ? figure.format(real) : ""));
    }
    return row;
  }

  private static List<Html> row(VersionFigures version, List<Figure> figures) {
    List<Html> row = new ArrayList<>();
    row.add(Html.text(version.version()));
    row.add(Html.text(Html.decimals(0, version.epoch())));
    if (figures.contains(FRECHET_DISTANCE)) {
      double times = version.value(FRECHET_DISTANCE.text()).timesReal().value();
      row.add(Html.text(Double.isFinite(times) ? Html.decimals(1, times) : ""));
    }
    figures.forEach(figure -> row.add(cell(figure, version.value(figure.text()))));
    return row;
  }

  private static Html cell(Figure figure, Value value) {
    if (!Double.isFinite(value.value())) {
      return Html.NONE;
    }
    String text = figure.format(value.value());
    return value.hasInterval()
        ? Html.of(
            "{}<br><small>{} to {}</small>",
            text,
            figure.format(value.low()),
            figure.format(value.high()))
        : Html.text(text);
  }

  /** Returns the share of each digit among samples, next to its share among real images. */
  static Html classes(List<VersionFigures> versions) {
    List<VersionFigures> counted =
        versions.stream()
            .filter(version -> version.figures().containsKey(ClassShare.metricName(0)))
            .toList();
    if (counted.isEmpty()) {
      return Html.of("<p>The digits were not counted: no version's samples were evaluated.</p>");
    }
    VersionFigures last = counted.get(counted.size() - 1);
    List<Bar> bars = new ArrayList<>();
    List<List<Html>> rows = new ArrayList<>();
    for (String name : ClassShare.metricNames()) {
      Value share = last.value(name);
      String digit = Integer.toString(bars.size());
      bars.add(
          new Bar(
              digit,
              100 * share.value(),
              100 * share.low(),
              100 * share.high(),
              100 * share.real()));
      rows.add(
          List.of(
              Html.text(digit),
              Html.text(percent(share.value())),
              Html.text(percent(share.low()) + " to " + percent(share.high())),
              Html.text(percent(share.real()))));
    }
    String caption = "Shares of the digits, version " + last.version();
    return Html.of(
        """
        <p>The digits that the classifier reads in the samples of version {}. Bars are shares of the samples, with 95%
        intervals; orange lines are shares of real images.</p>
        <div class="charts">{}<details><summary>The same as a table</summary>{}</details></div>
        """,
        last.version(),
        new Html(new BarChart("Shares of the digits, %", "digit", "", bars).svg()),
        Html.table(caption, List.of("digit", "drawn", "95%", "real"), rows));
  }

  private static String percent(double share) {
    return Html.decimals(1, 100 * share) + " %";
  }
}
