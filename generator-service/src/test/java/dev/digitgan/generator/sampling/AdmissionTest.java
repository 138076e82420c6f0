package dev.digitgan.generator.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.digitgan.generator.sampling.Admission.Load;
import dev.digitgan.generator.sampling.Admission.Speed;
import dev.digitgan.runtime.access.ClientIdentity;
import dev.digitgan.runtime.access.ClientIdentity.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {
  private static final ClientIdentity A = new ClientIdentity(Kind.TOKEN, "a");
  private static final double PER_SECOND = 1_000;
  private static final Speed SPEED = new Speed(PER_SECOND, 0.064);

  private final Backlog backlog = new Backlog();
  private final Admission admission = new Admission(new SamplingLimits(1, 100_000, 1));

  @Test
  void anIdleEngineTakesACallsOwnTime() {
    assertThat(admission.predictedSeconds(500, SPEED, load(0)))
        .isCloseTo(1.1 * 0.5 + 0.064, within(1e-9));
  }

  @Test
  void aSmallCallWaitsForATurnOfEachLongOneOnly() {
    for (int i = 0; i < 10; i++) {
      backlog.add(A, 1_000);
    }
    assertThat(admission.predictedSeconds(1, SPEED, load(0)))
        .isCloseTo(1.1 * 0.161 + 0.064, within(1e-9));
  }

  @Test
  void aLongCallIsStretchedByWhatGoesOnComing() {
    for (int i = 0; i < 20; i++) {
      backlog.add(A, 16);
    }
    double quiet = admission.predictedSeconds(160, SPEED, load(0));
    double half = admission.predictedSeconds(160, SPEED, load(500));
    double full = admission.predictedSeconds(160, SPEED, load(1_000));

    assertThat(quiet).isCloseTo(1.1 * 0.48 + 0.064, within(1e-9));
    assertThat(half).isCloseTo((1.1 + 1.5 * 0.5 * 0.9) * 0.96 + 0.064, within(1e-9));
    assertThat(full)
        .as("ten rounds of 21 turns")
        .isCloseTo((1.1 + 1.5 * 0.999 * 0.9) * 3.36 + 0.064, within(1e-9));
  }

  @Test
  void withoutADeadlineOrAnyMeasurementOnlyTheQueueIsTheLimit() {
    Load unknown = new Load(backlog, 0, 0, Optional.empty());
    admission.require(50_000, A, OptionalDouble.of(0.001), unknown);
    admission.require(100_000, A, OptionalDouble.empty(), load(0));
    assertThatThrownBy(() -> admission.require(100_001, A, OptionalDouble.empty(), load(0)))
        .isInstanceOf(QueueFullException.class);
  }

  @Test
  void aClientsShareIsOfWhatCanBeReachedBeforeTheDeadline() {
    Admission shared = new Admission(new SamplingLimits(1, 100_000, 0.5));
    backlog.add(A, 400);
    ClientIdentity b = new ClientIdentity(Kind.TOKEN, "b");

    assertThatThrownBy(() -> shared.require(101, A, OptionalDouble.of(1), load(0)))
        .isInstanceOfSatisfying(
            QueueFullException.class,
            e -> assertThat(e.bound()).isEqualTo(QueueFullException.Bound.CLIENT));
    shared.require(101, b, OptionalDouble.of(1), load(0));
    shared.require(101, A, OptionalDouble.of(10), load(0));
  }

  /**
   * Ten times more is offered than can be drawn, by a simulated engine that takes turns as ours
   * does: what is let in is drawn in time, and the engine never stands idle. The first seconds are
   * not counted: the load has to be seen before it can be reckoned with.
   */
  @ParameterizedTest
  @ValueSource(ints = {16, 64, 300})
  void underOverloadWhatIsAcceptedComesInTimeAndCapacityIsUsed(int longest) {
    Simulation simulation = new Simulation(longest);
    simulation.run(3);
    simulation.forget();
    simulation.run(63);

    assertThat(simulation.late / (double) simulation.accepted).isLessThan(0.01);
    assertThat(simulation.drawnInTime / (60 * PER_SECOND)).isGreaterThan(0.9);
    assertThat(simulation.refused).isGreaterThan(simulation.accepted);
  }

  private Load load(double acceptedPerSecond) {
    return new Load(backlog, 0, acceptedPerSecond, Optional.of(SPEED));
  }

  /** Arrivals at random, lengths up to {@code longest}, deadlines of one second. */
  private final class Simulation {
    private static final double DEADLINE_SECONDS = 1;

    private final SplittableRandom random = new SplittableRandom(7);
    private final Deque<Waiting> turns = new ArrayDeque<>();
    private final Admission.DecayingRate rate = new Admission.DecayingRate();
    private final int longest;
    private int accepted;
    private int refused;
    private int late;
    private long drawnInTime;
    private double now;
    private double nextArrival;

    private static final class Waiting {
      private final double deadline;
      private final int count;
      private int left;

      Waiting(double deadline, int count) {
        this.deadline = deadline;
        this.count = count;
        this.left = count;
      }
    }

    Simulation(int longest) {
      this.longest = longest;
    }

    void run(double seconds) {
      double offeredPerSecond = 10 * PER_SECOND / ((longest + 1) / 2.0);
      while (now < seconds) {
        while (nextArrival <= now) {
          arrive(nextArrival);
          nextArrival -= Math.log(1 - random.nextDouble()) / offeredPerSecond;
        }
        draw(64);
      }
    }

    void forget() {
      accepted = 0;
      refused = 0;
      late = 0;
      drawnInTime = 0;
    }

    private void arrive(double at) {
      int count = 1 + random.nextInt(longest);
      long nanos = (long) (at * 1e9);
      try {
        admission.require(
            count,
            A,
            OptionalDouble.of(DEADLINE_SECONDS),
            new Load(backlog, 64, rate.perSecond(nanos), Optional.of(SPEED)));
      } catch (DeadlineTooShortException | QueueFullException e) {
        refused++;
        return;
      }
      accepted++;
      rate.add(count, nanos);
      backlog.add(A, count);
      turns.addLast(new Waiting(at + DEADLINE_SECONDS, count));
    }

    /** Draws a tile. */
    private void draw(int rows) {
      double end = now + rows / PER_SECOND;
      int free = rows;
      List<Waiting> done = new ArrayList<>();
      while (free > 0 && !turns.isEmpty()) {
        Waiting turn = turns.removeFirst();
        if (turn.deadline <= now) {
          backlog.remove(A, turn.left, turn.left);
          late++;
          continue;
        }
        int wanted = Math.min(turn.left, Admission.TURN_IMAGES);
        int drawn = Math.min(free, wanted);
        backlog.remove(A, turn.left, drawn);
        turn.left -= drawn;
        free -= drawn;
        if (drawn < wanted) {
          turns.addFirst(turn);
        } else if (turn.left > 0) {
          turns.addLast(turn);
        } else {
          done.add(turn);
        }
      }
      for (Waiting call : done) {
        if (call.deadline < end) {
          late++;
        } else {
          drawnInTime += call.count;
        }
      }
      now = end;
    }
  }
}
