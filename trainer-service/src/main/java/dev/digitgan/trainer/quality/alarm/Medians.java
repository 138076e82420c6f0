package dev.digitgan.trainer.quality.alarm;

import java.util.ArrayDeque;
import java.util.Deque;

/** The newest numbers of a row, up to so many, and their median. */
final class Medians {
  private final int most;
  private final Deque<Double> numbers = new ArrayDeque<>();

  Medians(int most) {
    this.most = most;
  }

  void add(double number) {
    numbers.addLast(number);
    if (numbers.size() > most) {
      numbers.removeFirst();
    }
  }

  int count() {
    return numbers.size();
  }

  /** The upper one of two; NaN of none. */
  double median() {
    return numbers.isEmpty()
        ? Double.NaN
        : numbers.stream().sorted().skip(numbers.size() / 2).findFirst().orElse(Double.NaN);
  }
}
