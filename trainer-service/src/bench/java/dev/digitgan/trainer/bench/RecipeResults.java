package dev.digitgan.trainer.bench;

import dev.digitgan.testing.bench.Figures;
import dev.digitgan.trainer.bench.Contestant.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the contestants of one recipe came to.
 *
 * @param rounds steps a second of each contestant in each round
 * @param profile what the best of ours spends its time on, the largest share first
 */
record RecipeResults(
    String recipe, List<Map<Contestant, Double>> rounds, List<Map.Entry<String, Double>> profile) {

  /** Steps a second, by contestant. */
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

  /** The one of {@code kind} whose number of threads is the fastest. */
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

  /** How many times as fast the one is as the other, round by round. */
  Figures ratio(Contestant one, Contestant other) {
    List<Double> ratios = new ArrayList<>();
    for (Map<Contestant, Double> round : rounds) {
      ratios.add(round.getOrDefault(one, Double.NaN) / round.getOrDefault(other, Double.NaN));
    }
    return Figures.of(ratios);
  }
}
