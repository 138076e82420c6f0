package dev.digitgan.trainer.bench;

import dev.digitgan.testing.bench.Figures;
import dev.digitgan.trainer.bench.Contestant.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of one recipe.
 *
 * @param rounds steps a second of each contestant in each round
 * @param profile shares of our time by place, the largest first
 */
record RecipeResults(
    String recipe, List<Map<Contestant, Double>> rounds, List<Map.Entry<String, Double>> profile) {

  /** The steps a second by contestant. */
  Map<Contestant, Figures> rates() {
    Map<Contestant, Figures> rates = new LinkedHashMap<>();
    for (Contestant contestant : rounds.get(0).keySet()) {
      rates.put(contestant, Figures.of(column(contestant)));
    }
    return rates;
  }

  private List<Double> column(Contestant contestant) {
    List<Double> column = new ArrayList<>();
    rounds.forEach(round -> column.add(round.getOrDefault(contestant, Double.NaN)));
    return column;
  }

  /** The fastest contestant of {@code kind}. */
  Optional<Contestant> best(Kind kind) {
    Contestant best = null;
    double most = 0;
    for (Map.Entry<Contestant, Figures> entry : rates().entrySet()) {
      if (entry.getKey().kind() == kind && entry.getValue().median() > most) {
        best = entry.getKey();
        most = entry.getValue().median();
      }
    }
    return Optional.ofNullable(best);
  }

  /** The ratio of two contestants' rates, round by round. */
  Figures ratio(Contestant one, Contestant other) {
    return Figures.ofRatios(column(one), column(other));
  }
}
