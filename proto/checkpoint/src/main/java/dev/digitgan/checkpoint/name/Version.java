package dev.digitgan.checkpoint.name;

import java.util.Comparator;

/** Number of a committed checkpoint of one model: 1, 2, 3, ... */
public record Version(long number) implements Comparable<Version> {
  /** What fits the eight digits of a manifest's key. */
  public static final long MAX = 99_999_999;

  public static final Version FIRST = new Version(1);

  public Version {
    if (number < 1 || number > MAX) {
      throw new IllegalArgumentException("version " + number + " is not from 1 to " + MAX);
    }
  }

  public Version next() {
    return new Version(number + 1);
  }

  @Override
  public int compareTo(Version other) {
    return Comparator.comparingLong(Version::number).compare(this, other);
  }

  @Override
  public String toString() {
    return Long.toString(number);
  }
}
