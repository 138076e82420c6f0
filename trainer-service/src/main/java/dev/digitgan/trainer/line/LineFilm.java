package dev.digitgan.trainer.line;

import dev.digitgan.trainer.report.chart.LineChart;
import dev.digitgan.trainer.report.chart.LineChart.Mark;
import dev.digitgan.trainer.report.chart.LineChart.Range;
import dev.digitgan.trainer.report.chart.LineChart.Series;
import dev.digitgan.trainer.report.chart.Movie;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Draws the states of a game. */
public record LineFilm(LineSettings settings, List<LineState> states) {
  private static final double HEIGHT = 1.25;

  public LineFilm {
    states = List.copyOf(states);
  }

  /** Draws one state: the densities of data and model, D, and the optimal D. */
  public LineChart picture(LineState state) {
    return new LineChart(
        String.format(
            Locale.ROOT,
            "%s, %s, k = %d: step %d",
            settings.target().name(),
            settings.objective().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            settings.discriminatorSteps(),
            state.step()),
        "x",
        "density, probability",
        List.of(
            Series.of("data p(x)", 7, state.x(), state.target()),
            Series.of("model q(x)", 2, state.x(), state.model()),
            Series.of("D(x)", 0, state.x(), state.discriminator()),
            Series.of("p/(p+q)", 1, state.x(), state.optimum())),
        List.of(new Mark(0.5, "1/2")),
        Optional.of(new Range(0, HEIGHT)));
  }

  /** Animates all states in an endless loop. */
  public String movie() {
    return new Movie(states.stream().map(this::picture).toList()).file();
  }

  /** Draws the divergences, and D's loss next to its theoretical value for the optimal D. */
  public LineChart course() {
    List<Double> steps = states.stream().map(state -> (double) state.step()).toList();
    return new LineChart(
        "against theory",
        "steps of G",
        "nats",
        List.of(
            Series.of("D's loss", 0, steps, values(LineFilm::loss)),
            Series.of("log 4 - 2 JS", 1, steps, values(LineState::optimalLoss)),
            Series.of("JS(p, q)", 2, steps, values(LineState::jensenShannon)),
            Series.of("KL(p || q)", 3, steps, values(LineState::kullbackLeibler))),
        List.of(new Mark(Math.log(4), "log 4")),
        Optional.of(new Range(0, 2)));
  }

  private List<Double> values(ToDoubleFunction<LineState> value) {
    return states.stream().mapToDouble(value).boxed().toList();
  }

  /** D's loss on real numbers and fakes together, nats. */
  static double loss(LineState state) {
    return state.figures().discriminatorLossReal() + state.figures().discriminatorLossFake();
  }
}
