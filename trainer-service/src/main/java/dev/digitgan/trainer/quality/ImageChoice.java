package dev.digitgan.trainer.quality;

import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import java.util.Arrays;

/** Chooses images at random, the same ones for all evaluations, so that they compare. */
final class ImageChoice {
  private static final long SEED = 1;

  private ImageChoice() {}

  /** The purposes, each with its own streams. */
  enum Purpose {
    REAL_POOL(0),
    REAL_SAMPLES(1),
    NEIGHBOURS(2),
    SAMPLE_NEIGHBOURS(3),
    KERNEL_BLOCKS(4),
    PIXELS(5),
    BOOTSTRAP(6),
    REAL_STACKS(7);

    private final int code;

    Purpose(int code) {
      this.code = code;
    }
  }

  static RandomStream random(Purpose purpose, int draw) {
    return new RandomStream(SEED, Domain.EVALUATION, (long) purpose.code << 32 | draw);
  }

  /** Chooses {@code count} different indices below {@code total}, in random order. */
  static int[] some(Purpose purpose, int draw, int count, int total) {
    RandomStream random = random(purpose, draw);
    int[] all = new int[total];
    Arrays.setAll(all, i -> i);
    int[] chosen = new int[count];
    for (int i = 0; i < count; i++) {
      int j = i + random.nextInt(total - i);
      chosen[i] = all[j];
      all[j] = all[i];
    }
    return chosen;
  }
}
