package dev.digitgan.trainer.report.page;

import dev.digitgan.trainer.report.Table;
import dev.digitgan.trainer.report.chart.LineChart;
import dev.digitgan.trainer.report.chart.LineChart.Mark;
import dev.digitgan.trainer.report.chart.LineChart.Range;
import dev.digitgan.trainer.report.chart.LineChart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The curves of {@code history.csv}, each by the name of its column. */
final class Curves {
  /** More points could not be distinguished. */
  private static final int MOST_POINTS = 1_000;

  /** A column that {@link #withSum} adds. */
  private static final String SUM = "discriminator_loss";

  private static final List<Curve> LOSSES =
      List.of(
          new Curve("discriminator_loss_real", "D on real", 1),
          new Curve("discriminator_loss_fake", "D on fakes", 1),
          new Curve(SUM, "D's sum", 1),
          new Curve("generator_loss", "G", 1));

  private static final List<Curve> ACCURACIES =
      List.of(
          new Curve("discriminator_accuracy_real", "of real", 100),
          new Curve("discriminator_accuracy_fake", "of fakes", 100),
          new Curve("discriminator_accuracy_training", "of images it is trained on", 100),
          new Curve("discriminator_accuracy_held_out", "of held-out images", 100));

  private static final List<Curve> SPEED = List.of(new Curve("images_per_second", "images/s", 1));

  private Curves() {}

  /** One line; {@code factor} multiplies the numbers of the column. */
  private record Curve(String column, String name, double factor) {}

  static Html section(Table history) {
    if (history.count() == 0) {
      return Html.of("<p>No epoch has ended yet.</p>");
    }
    Table shown = shown(history);
    return Html.of(
        """
        <p>Means over each epoch. At the game's optimum, D cannot distinguish real from fake: each of its losses is
        log 2, their sum is log 4 = 1.386, and it is right half of the time.</p>
        <div class="charts">{}{}{}</div>
        """,
        new Html(losses(shown).svg()),
        new Html(accuracies(shown).svg()),
        new Html(speed(shown).svg()));
  }

  /** Returns all epochs, or as many of them as a chart can show. */
  static Table shown(Table history) {
    return new Table(history.columns(), Html.evenly(history.rows(), MOST_POINTS));
  }

  static LineChart losses(Table history) {
    return chart(
        withSum(history),
        "Losses, nats",
        LOSSES,
        List.of(
            new Mark(Math.log(2), "log 2: D's optimum"),
            new Mark(Math.log(4), "log 4: of their sum")),
        Optional.empty());
  }

  static LineChart accuracies(Table history) {
    return chart(
        history,
        "D is right, %",
        ACCURACIES,
        List.of(new Mark(50, "50 %: the optimum")),
        Optional.of(new Range(0, 100)));
  }

  private static LineChart speed(Table history) {
    return chart(
        history,
        "Real images shown a second",
        SPEED,
        List.of(),
        Optional.of(fromZero(history.numbers("images_per_second"))));
  }

  private static Table withSum(Table history) {
    List<String> columns = new ArrayList<>(history.columns());
    columns.add(SUM);
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < history.count(); row++) {
      List<String> values = new ArrayList<>(history.rows().get(row));
      values.add(
          Double.toString(
              history.number(row, "discriminator_loss_real")
                  + history.number(row, "discriminator_loss_fake")));
      rows.add(values);
    }
    return new Table(columns, rows);
  }

  private static Range fromZero(List<Double> values) {
    double most = values.stream().filter(Double::isFinite).mapToDouble(v -> v).max().orElse(1);
    return new Range(0, Math.max(1, 1.1 * most));
  }

  private static LineChart chart(
      Table history, String title, List<Curve> curves, List<Mark> marks, Optional<Range> range) {
    List<Double> epochs = history.numbers("epoch");
    List<Series> series = new ArrayList<>();
    for (Curve curve : curves) {
      List<Double> values =
          history.numbers(curve.column()).stream().map(value -> value * curve.factor()).toList();
      if (values.stream().anyMatch(Double::isFinite)) {
        series.add(Series.of(curve.name(), series.size(), epochs, values));
      }
    }
    return new LineChart(title, "epoch", "", series, marks, range);
  }
}
