package dev.digitgan.checkpoint.name;

import static com.google.common.base.Preconditions.checkArgument;

/** The number of a committed checkpoint of one model: 1, 2, 3, ... */
public record Version(long number) implements Comparable<Version> {
  /** The largest number that fits the eight digits of a manifest's key. */
  public static final long MAX = 99_999_999;

  public static final Version FIRST = new Version(1);

  public Version {
    checkArgument(number >= 1 && number <= MAX, "version %s is not from 1 to %s", number, MAX);
  }

  public Version next() {
    return new Version(number + 1);
  }

  @Override
  public int compareTo(Version other) {
    return Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Long.toString(number);
  }
}
