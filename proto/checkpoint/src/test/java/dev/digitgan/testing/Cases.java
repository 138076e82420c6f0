package dev.digitgan.testing;

import java.io.IOException;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Checks a property on many random cases. Each run has a new seed. A failure names it, and a run
 * with that seed draws the same cases again.
 */
public final class Cases {
  private static final String SEED = "digitgan.test.seed";

  /**
   * The build's property of this name: 500; 2,000 with {@code -Pci}; 70,000 with {@code -Plong}.
   */
  private static final String TRIES = "fuzz.tries";

  private static final int DEFAULT_TRIES = 500;

  private final long seed;
  private final int tries;

  Cases(long seed, int tries) {
    if (tries < 1) {
      throw new IllegalArgumentException(tries + " tries check nothing");
    }
    this.seed = seed;
    this.tries = tries;
  }

  /** What must hold for every case. It throws where it does not. */
  @FunctionalInterface
  public interface Property {
    void check(Draw draw) throws IOException;
  }

  /** Checks {@code property} on as many cases as the build asks for. */
  public static void check(Property property) {
    int tries = Integer.getInteger(TRIES, DEFAULT_TRIES);
    new Cases(seed(System.getProperty(SEED)), tries).run(property);
  }

  /**
   * Checks {@code property} on {@code tries} cases, or on a quarter of them in the first tier of
   * tests, and stops at the first that fails.
   */
  public static void check(int tries, Property property) {
    int some = TestTier.count((tries + 3) / 4, tries);
    new Cases(seed(System.getProperty(SEED)), some).run(property);
  }

  /** The seed that was asked for, or else a new one. */
  static long seed(@Nullable String asked) {
    return asked == null ? ThreadLocalRandom.current().nextLong() : Long.parseLong(asked);
  }

  /** A case depends on the seed and its number alone, not on what the cases before it drew. */
  void run(Property property) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int number = 1; number <= tries; number++) {
      Draw draw = new Draw(random.split());
      try {
        property.check(draw);
      } catch (IOException | RuntimeException | Error e) {
        throw new AssertionError(failure(number, draw, e), e);
      }
    }
  }

  private String failure(int number, Draw draw, Throwable cause) {
    return String.format(
        Locale.ROOT,
        "Case %d of %d failed with seed %d. Repeat it with -D%s=%d -D%s=%d.\nIt drew %s.\n%s",
        number,
        tries,
        seed,
        SEED,
        seed,
        TRIES,
        tries,
        draw,
        cause);
  }
}
