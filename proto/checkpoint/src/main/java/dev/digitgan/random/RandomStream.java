package dev.digitgan.random;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.random.RandomGenerator;

/**
 * A sequence of random numbers named by (seed, domain, stream): Philox blocks of counter (stream,
 * domain, 0, 1, 2, ...).
 *
 * <p>Streams of different names are independent: what one consumer draws never shifts another's
 * numbers. The methods that this class overrides are stable across Java versions; {@code
 * nextGaussian} of the interface is not, so use {@link #nextNormal}. For one thread.
 */
public final class RandomStream implements RandomGenerator {
  private static final double UNIT_53 = 0x1.0p-53;
  private static final long BLOCKS = 1L << 32;

  private final long seed;
  private final Domain domain;
  private final long stream;
  private final int[] words = new int[Philox4x32.WORDS];
  private long block;
  private int used = Philox4x32.WORDS;

  /** Stream {@code stream} of the domain, such as an image index or a step. */
  public RandomStream(long seed, Domain domain, long stream) {
    this.seed = seed;
    this.domain = domain;
    this.stream = stream;
  }

  /**
   * The purpose of random numbers. Consumers of different domains never share numbers. The codes
   * are part of the seed contract: append, never change.
   */
  public enum Domain {
    /** Latents of the seed contract: stream = image index. */
    LATENT(0),
    /** Class of the seed contract, where a request names none: stream = image index. */
    DIGIT(1),
    /** Initial weights: stream = tensor index. */
    INITIAL_WEIGHTS(2),
    /** Order of the training data: stream = epoch. */
    DATA_ORDER(3),
    /** Latents of training: stream = step. */
    TRAINING_LATENT(4),
    /** Digits drawn by our own strokes: stream = image index. */
    EMBEDDED_DIGITS(5),
    /** Shifts of images that a classifier is trained on: stream = step. */
    AUGMENTATION(6),
    /** Which images are compared when quality is judged: stream = purpose and draw. */
    EVALUATION(7);

    private final int code;

    Domain(int code) {
      this.code = code;
    }
  }

  @Override
  public int nextInt() {
    if (used == Philox4x32.WORDS) {
      if (block == BLOCKS) {
        throw new IllegalStateException("the stream is used up: 2^34 words were drawn from it");
      }
      Philox4x32.block(stream, (long) domain.code << 32 | block, seed, words);
      block++;
      used = 0;
    }
    return words[used++];
  }

  @Override
  public long nextLong() {
    long low = nextInt() & 0xFFFFFFFFL;
    return (long) nextInt() << 32 | low;
  }

  /** A multiple of 2^-53 in [0, 1). */
  @Override
  public double nextDouble() {
    return (nextLong() >>> 11) * UNIT_53;
  }

  /** A number in [0, bound), without bias. */
  @Override
  public int nextInt(int bound) {
    checkArgument(bound > 0, "bound %s is not positive", bound);
    long limit = (1L << 32) / bound * bound;
    long word;
    do {
      word = nextInt() & 0xFFFFFFFFL;
    } while (word >= limit);
    return (int) (word % bound);
  }

  /** A standard normal value from two words; see {@link #nextNormals}. */
  public double nextNormal() {
    double radius = NormalPairs.radius(nextInt());
    return radius * StrictMath.cos(NormalPairs.angle(nextInt()));
  }

  /**
   * Fills {@code values} with standard normal numbers, two from each pair of words (u, v):
   *
   * <pre>
   *   r = sqrt(-2 ln((u + 1/2) / 2^32)),  t = 2 pi (v + 1/2) / 2^32,  values = r cos t, r sin t
   * </pre>
   *
   * with u and v unsigned, in double precision by {@link StrictMath}, rounded once to float. An odd
   * last value uses a pair of its own and drops the sine. Source: Box and Muller, Ann. Math.
   * Statist. 29 (1958), equation (1).
   */
  public void nextNormals(float[] values, int from, int count) {
    int pairs = count / 2;
    for (int i = 0; i < pairs; i++) {
      int u = nextInt();
      NormalPairs.write(u, nextInt(), values, from + 2 * i);
    }
    if (count % 2 != 0) {
      int u = nextInt();
      values[from + count - 1] = NormalPairs.first(u, nextInt());
    }
  }

  /**
   * Fills {@code values} with (w + 1/2) / 2^31 - 1 for each unsigned word w, rounded to float:
   * uniform on (-1, 1).
   */
  public void nextUniforms(float[] values, int from, int count) {
    for (int i = 0; i < count; i++) {
      values[from + i] = (float) (((nextInt() & 0xFFFFFFFFL) + 0.5) * 0x1.0p-31 - 1.0);
    }
  }
}
