package dev.digitgan.checkpoint.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.testing.TestCheckpoints;
import dev.digitgan.checkpoint.version.PublisherProcess.Location;
import dev.digitgan.checkpoint.version.PublisherProcess.Side;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What holds of publishing to any store, however processes end and race. */
abstract class PublishContract {
  private static final Logger log = LoggerFactory.getLogger(PublishContract.class);
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");
  private static final int KILLS_OF_A_ROUND = 5;

  private @TempDir Path directory;
  private Path weights;

  /** An empty store. */
  abstract Location location();

  /** The store of {@link #location}, in this process; the caller closes it. */
  abstract ObjectStore open(Location location);

  @BeforeEach
  void writeWeights() throws IOException {
    weights = directory.resolve("weights");
    Files.write(weights, TestCheckpoints.draft(1).weights());
  }

  /** Before all, and after each: nothing is asked of the store between one and the next. */
  @Test
  void aPublisherThatIsKilledAtAnyOperationLeavesTheOldNewestOrTheNew() throws Exception {
    int operations = operationsOfOnePublish();
    assertThat(operations).isGreaterThanOrEqualTo(4);
    Location location = location();
    List<PublisherProcess> processes = new ArrayList<>();
    try (ObjectStore store = open(location)) {
      long newest = publishOnce(store);
      processes.add(PublisherProcess.start(location, weights, 1, 1, Side.BEFORE));
      for (int operation = 1; operation <= operations; operation++) {
        processes.add(PublisherProcess.start(location, weights, 1, operation, Side.AFTER));
      }
      for (PublisherProcess process : processes) {
        process.go();
        assertThat(process.nextLine()).contains("stopped");
        process.kill();
        newest = requireWhole(store, newest);
        newest = requireNextPublishWorks(store, newest);
      }
    } finally {
      processes.forEach(PublisherProcess::close);
    }
  }

  @Test
  @Tag("ci")
  void aPublisherThatIsKilledAtSomeMomentsLeavesTheOldNewestOrTheNew() throws Exception {
    killAtRandomMoments(1);
  }

  @Test
  @Tag("long")
  void aPublisherThatIsKilledAtManyMomentsLeavesTheOldNewestOrTheNew() throws Exception {
    killAtRandomMoments(40);
  }

  @Test
  @Tag("ci")
  void racersCommitEachVersionOnce() throws Exception {
    race(4, 8);
  }

  @Test
  @Tag("long")
  void manyRacersCommitEachVersionOnce() throws Exception {
    race(8, 50);
  }

  private void killAtRandomMoments(int rounds) throws Exception {
    Random random = new Random(7);
    Location location = location();
    int committed = 0;
    try (ObjectStore store = open(location)) {
      publishOnce(store);
      for (int round = 0; round < rounds; round++) {
        committed += killSome(location, store, random);
      }
    }
    log.info("{} kills, {} versions committed by the killed", rounds * KILLS_OF_A_ROUND, committed);
  }

  /** How many versions the killed committed. */
  private int killSome(Location location, ObjectStore store, Random random) throws Exception {
    List<PublisherProcess> processes = new ArrayList<>();
    long newest = new CheckpointReader(store, KEYS).latest().orElseThrow().number();
    int committed = 0;
    try {
      for (int kill = 0; kill < KILLS_OF_A_ROUND; kill++) {
        processes.add(PublisherProcess.start(location, weights, Integer.MAX_VALUE, 0, Side.BEFORE));
      }
      for (PublisherProcess process : processes) {
        process.go();
        assertThat(process.nextLine().orElseThrow()).startsWith("version ");
        LockSupport.parkNanos(random.nextInt(60_000_000));
        process.kill();
        long now = requireWhole(store, newest);
        committed += (int) (now - newest);
        newest = requireNextPublishWorks(store, now);
      }
    } finally {
      processes.forEach(PublisherProcess::close);
    }
    return committed;
  }

  private void race(int racers, int publishes) throws Exception {
    Location location = location();
    List<PublisherProcess> processes = new ArrayList<>();
    Set<Long> published = new HashSet<>();
    try {
      for (int racer = 0; racer < racers; racer++) {
        processes.add(PublisherProcess.start(location, weights, publishes, 0, Side.BEFORE));
      }
      for (PublisherProcess process : processes) {
        process.go();
      }
      for (PublisherProcess process : processes) {
        for (int publish = 0; publish < publishes; publish++) {
          String line = process.nextLine().orElse("the process ended");
          assertThat(line).startsWith("version ");
          assertThat(published.add(number(line))).as("each version is published once").isTrue();
        }
      }
    } finally {
      processes.forEach(PublisherProcess::close);
    }
    int total = racers * publishes;
    assertThat(published).containsExactlyInAnyOrderElementsOf(upTo(total));
    try (ObjectStore store = open(location)) {
      CheckpointReader reader = new CheckpointReader(store, KEYS);
      assertThat(reader.versions()).hasSize(total);
      Set<Long> seeds = new HashSet<>();
      for (Version version : reader.versions()) {
        seeds.add(reader.load(version).manifest().getSeed());
      }
      assertThat(seeds).as("none is lost").hasSize(total);
    }
  }

  private static List<Long> upTo(int last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  private int operationsOfOnePublish() throws Exception {
    Location location = location();
    try (ObjectStore store = open(location);
        PublisherProcess process = PublisherProcess.start(location, weights, 1, 0, Side.BEFORE)) {
      publishOnce(store);
      process.go();
      assertThat(process.nextLine()).contains("version 2");
      return (int) number(process.nextLine().orElseThrow());
    }
  }

  /** Every version that a fresh reader sees is whole; the newest is {@code newest} or the next. */
  private static long requireWhole(ObjectStore store, long newest) throws Exception {
    CheckpointReader reader = new CheckpointReader(store, KEYS);
    List<Version> versions = reader.versions();
    long now = versions.get(0).number();
    assertThat(now).isGreaterThanOrEqualTo(newest);
    assertThat(versions).hasSize((int) now);
    for (Version version : versions.subList(0, (int) Math.min(now, 3 + now - newest))) {
      assertThat(reader.load(version).version()).isEqualTo(version);
    }
    return now;
  }

  private static long requireNextPublishWorks(ObjectStore store, long newest) throws Exception {
    long next = publishOnce(store);
    assertThat(next).isEqualTo(newest + 1);
    return requireWhole(store, next);
  }

  private static long publishOnce(ObjectStore store) throws Exception {
    return new CheckpointPublisher(store, KEYS)
        .publish(TestCheckpoints.draft(System.nanoTime()))
        .getVersion();
  }

  private static long number(String line) {
    return Optional.of(line)
        .map(text -> text.substring(text.indexOf(' ') + 1))
        .map(Long::parseLong)
        .orElseThrow();
  }
}
