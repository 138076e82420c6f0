package dev.digitgan.trainer.quality.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.digitgan.testing.Cases;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

final class NearestNeighboursTest {
  @Test
  void areThoseOfAllPairs() {
    Cases.check(
        100,
        draw -> {
          int targetCount = draw.intBetween(5, 600);
          int columns = draw.intBetween(1, 9);
          int neighbours = draw.intBetween(1, 5);
          int threads = draw.intBetween(1, 3);
          long seed = draw.anyLong();
          Rows targets = Draws.normal(targetCount, columns, seed);
          Rows queries = Draws.normal(17, columns, seed + 1);

          assertAmong(targets, queries, neighbours, threads);
        });
  }

  @Test
  void ofEquallyNearOnesTheFirstAreTaken() {
    Cases.check(
        100,
        draw -> {
          int targetCount = draw.intBetween(5, 600);
          int columns = draw.intBetween(1, 5);
          int neighbours = draw.intBetween(1, 5);
          long seed = draw.anyLong();
          Rows targets = Draws.whole(targetCount, columns, 3, seed);
          Rows queries = Draws.whole(17, columns, 3, seed + 1);

          assertAmong(targets, queries, neighbours, 2);
        });
  }

  @Test
  void aRowIsNotItsOwnNeighbourButItsCopyIs() {
    Cases.check(
        100,
        draw -> {
          int count = draw.intBetween(6, 300);
          int columns = draw.intBetween(1, 4);
          int neighbours = draw.intBetween(1, 5);
          long seed = draw.anyLong();
          Rows rows = Draws.whole(count, columns, 3, seed);

          NearestNeighbours found = NearestNeighbours.within(rows, neighbours, 2);

          double[][] values = Draws.doubles(rows);
          for (int row = 0; row < count; row++) {
            int self = row;
            int[] others =
                IntStream.of(BruteForce.byDistance(values[row], values))
                    .filter(i -> i != self)
                    .toArray();
            for (int rank = 0; rank < neighbours; rank++) {
              assertThat(found.index(row, rank)).isEqualTo(others[rank]);
            }
          }
        });
  }

  /** There, products in float32 are off by some hundred times the distances. */
  @Test
  void farFromTheOriginTheyAreExactToo() {
    float[] shift = {3_000f, -5_000f, 7_000f, 100f, 0f};
    Rows targets = Draws.plus(Draws.normal(700, 5, 1), shift);
    Rows queries = Draws.plus(Draws.normal(40, 5, 2), shift);

    assertAmong(targets, queries, 5, 1);
  }

  @Test
  void valuesOfVeryDifferentSizeDoNotDisturbEachOther() {
    float[] values = new float[600];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.pow(10, i % 23 - 12) * (1 + i % 7);
    }
    Rows rows = Rows.owning(values, 3);

    assertAmong(rows, rows, 4, 1);
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    Rows rows = Draws.normal(1_500, 20, 3);

    NearestNeighbours one = NearestNeighbours.within(rows, 5, 1);
    NearestNeighbours three = NearestNeighbours.within(rows, 5, 3);

    for (int row = 0; row < rows.count(); row++) {
      for (int rank = 0; rank < 5; rank++) {
        assertThat(three.index(row, rank)).isEqualTo(one.index(row, rank));
        assertThat(three.distance(row, rank)).isEqualTo(one.distance(row, rank));
      }
    }
  }

  @Test
  void refusesMoreNeighboursThanThereAre() {
    Rows five = Draws.normal(5, 2, 1);

    assertThat(NearestNeighbours.among(five, five, 5, 1).count()).isEqualTo(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NearestNeighbours.within(five, 5, 1))
        .withMessage("5 rows, but at least 6 are needed");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NearestNeighbours.among(five, five, 6, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NearestNeighbours.among(five, five, 0, 1));
  }

  @Test
  void refusesWhatIsNoNumberOrTooLarge() {
    Rows good = Draws.normal(5, 2, 1);
    Rows nan = Rows.owning(new float[] {1, 2, 3, Float.NaN}, 2);
    Rows large = Rows.owning(new float[] {1, 2, 1e30f, 0}, 2);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> NearestNeighbours.among(good, nan, 1, 1))
        .withMessage("row 1, column 1: NaN is not finite");
    assertThatIllegalArgumentException().isThrownBy(() -> NearestNeighbours.among(nan, good, 1, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NearestNeighbours.among(good, large, 1, 1))
        .withMessageContaining("row 1 has the length");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NearestNeighbours.among(good, Draws.normal(5, 3, 1), 1, 1))
        .withMessage("rows of 3 numbers and rows of 2 do not compare");
  }

  @Test
  void anInterruptEndsTheSearchAndStaysSet() {
    Rows rows = Draws.normal(2_000, 3, 1);
    for (int threads = 1; threads <= 2; threads++) {
      int threadCount = threads;
      Thread.currentThread().interrupt();
      Assertions.assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> NearestNeighbours.within(rows, 1, threadCount));
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static void assertAmong(Rows targets, Rows queries, int neighbours, int threads) {
    NearestNeighbours found = NearestNeighbours.among(targets, queries, neighbours, threads);

    double[][] ofTargets = Draws.doubles(targets);
    double[][] ofQueries = Draws.doubles(queries);
    for (int query = 0; query < queries.count(); query++) {
      int[] nearest = BruteForce.byDistance(ofQueries[query], ofTargets);
      for (int rank = 0; rank < neighbours; rank++) {
        double square = BruteForce.squaredDistance(ofQueries[query], ofTargets[nearest[rank]]);
        assertThat(found.index(query, rank)).isEqualTo(nearest[rank]);
        assertThat(found.distance(query, rank))
            .isCloseTo(Math.sqrt(square), Assertions.within(1e-14 * Math.sqrt(square)));
      }
    }
  }
}
