package dev.digitgan.trainer.quality.alarm;

import dev.digitgan.trainer.quality.alarm.GameMonitor.GameReading;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;

/**
 * The last {@value #ROUNDS} rounds of a game in blocks of at least {@value #BLOCK_ROUNDS}, so that
 * single batches do not decide.
 */
final class Blocks {
  /** The number of rounds for which a problem must last. */
  static final int ROUNDS = 500;

  private static final int BLOCK_ROUNDS = 50;

  private final Deque<Block> blocks = new ArrayDeque<>();
  private long rounds;
  private double accuracySum;
  private double lossSum;

  /**
   * Some consecutive rounds.
   *
   * @param accuracy share of the images that D judged correctly
   * @param loss of D, nats
   */
  record Block(long rounds, double accuracy, double loss) {}

  /** Adds a reading; returns whether that completed a block. */
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

  /** Whether the blocks cover {@value #ROUNDS} rounds. */
  boolean full() {
    return covered() >= ROUNDS;
  }

  /** The blocks, oldest first. */
  Collection<Block> blocks() {
    return Collections.unmodifiableCollection(blocks);
  }

  /** The mean of all blocks; NaN before the first. */
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
