package dev.digitgan.trainer.quality.alarm;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;

/**
 * The last {@value #ROUNDS} rounds of a game in blocks of at least {@value #BLOCK_ROUNDS}: what is
 * said of them does not change with every batch.
 */
final class Blocks {
  /** So long must something go on: the issue of one batch, or of one bad minute, is none. */
  static final int ROUNDS = 500;

  private static final int BLOCK_ROUNDS = 50;

  private final Deque<Block> blocks = new ArrayDeque<>();
  private long rounds;
  private double accuracySum;
  private double lossSum;

  /**
   * Some rounds one after another.
   *
   * @param accuracy share of the images that D was right about
   * @param loss of D, nats
   */
  record Block(long rounds, double accuracy, double loss) {}

  /** Takes in a reading; whether a block is complete by it. */
  boolean add(GameReading reading) {
    rounds += reading.rounds();
    accuracySum += reading.rounds() * reading.accuracy();
    lossSum += reading.rounds() * reading.discriminatorLoss();
    if (rounds < BLOCK_ROUNDS) {
      return false;
    }
    blocks.addLast(new Block(rounds, accuracySum / rounds, lossSum / rounds));
    rounds = 0;
    accuracySum = 0;
    lossSum = 0;
    while (covered() - blocks.getFirst().rounds() >= ROUNDS) {
      blocks.removeFirst();
    }
    return true;
  }

  private long covered() {
    return blocks.stream().mapToLong(Block::rounds).sum();
  }

  /** Whether there were so many rounds. */
  boolean full() {
    return covered() >= ROUNDS;
  }

  /** Oldest first. */
  Collection<Block> blocks() {
    return Collections.unmodifiableCollection(blocks);
  }

  /** Over all of them; NaN before the first block. */
  Block mean() {
    long covered = covered();
    double accuracy = 0;
    double loss = 0;
    for (Block block : blocks) {
      accuracy += block.rounds() * block.accuracy() / covered;
      loss += block.rounds() * block.loss() / covered;
    }
    return new Block(covered, accuracy, loss);
  }
}
