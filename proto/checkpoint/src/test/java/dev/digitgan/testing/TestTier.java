package dev.digitgan.testing;

import java.util.List;

/**
 * How many cases a test tries in the tier of tests that the build runs. The first tier, which is
 * the default, takes some; the others take all.
 */
public final class TestTier {
  /** The build sets it: 1 by default, 2 with {@code -Pci}, 3 with {@code -Plong}. */
  private static final int TIER = Integer.getInteger("digitgan.test.tier", 1);

  private TestTier() {}

  /** Returns {@code first} in the first tier, and {@code later} in the others. */
  public static int count(int first, int later) {
    return TIER == 1 ? first : later;
  }

  /** Returns the {@code first} elements of {@code all} in the first tier, and all in the others. */
  public static <T> List<T> cases(int first, List<T> all) {
    return all.subList(0, count(first, all.size()));
  }
}
