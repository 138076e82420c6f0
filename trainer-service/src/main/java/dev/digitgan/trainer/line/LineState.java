package dev.digitgan.trainer.line;

import dev.digitgan.trainer.game.GameFigures;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The state of the game, on a grid of cells.
 *
 * @param x middles of the cells
 * @param target density p of the data
 * @param model density q of the numbers that G draws, by counting
 * @param discriminator D(x)
 * @param figures of the rounds since the state before; all NaN in the first state
 */
public record LineState(
    long step,
    List<Double> x,
    List<Double> target,
    List<Double> model,
    List<Double> discriminator,
    GameFigures figures) {

  private static final double LEAST_MASS = 1e-4;

  /**
   * The optimal D for this G, D* = p / (p + q); NaN where both densities are about 0.
   *
   * <p>Source: Goodfellow et al., arXiv:1406.2661, proposition 1.
   */
  public List<Double> optimum() {
    return IntStream.range(0, x.size())
        .mapToObj(i -> p(i) + q(i) < 1e-3 ? Double.NaN : p(i) / (p(i) + q(i)))
        .toList();
  }

  /** The mean of |D - D*| over numbers, half of them data, half drawn. */
  public double distanceToOptimum() {
    List<Double> optimum = optimum();
    return sum(
        i ->
            Double.isNaN(optimum.get(i))
                ? 0
                : (p(i) + q(i)) / 2 * width() * Math.abs(discriminator.get(i) - optimum.get(i)));
  }

  /** The Jensen-Shannon divergence of p and q, nats: 0 to log 2. */
  public double jensenShannon() {
    return sum(
        i -> {
          double middle = (p(i) + q(i)) / 2;
          return (term(p(i), middle) + term(q(i), middle)) / 2 * width();
        });
  }

  /**
   * The Kullback-Leibler divergence KL(p || q), nats, which maximum likelihood minimises; infinite
   * if G misses a cell of the data.
   */
  public double kullbackLeibler() {
    // Cells that hold next to nothing of the data may be empty in the counts by chance.
    return sum(i -> p(i) * width() < LEAST_MASS ? 0 : term(p(i), q(i)) * width());
  }

  private double sum(IntToDoubleFunction term) {
    double sum = 0;
    for (int i = 0; i < x.size(); i++) {
      sum += term.applyAsDouble(i);
    }
    return sum;
  }

  /** The loss of the optimal D, -E log D* - E log(1 - D*) = log 4 - 2 JS, nats. */
  public double optimalLoss() {
    return Math.log(4) - 2 * jensenShannon();
  }

  private static double term(double a, double b) {
    return a == 0 ? 0 : a * Math.log(a / b);
  }

  private double p(int i) {
    return target.get(i);
  }

  private double q(int i) {
    return model.get(i);
  }

  private double width() {
    return x.get(1) - x.get(0);
  }
}
