package dev.digitgan.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.checkpoint.PublisherProcess.Location;
import dev.digitgan.checkpoint.PublisherProcess.Side;
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

  @Test
  void aPublisherThatIsKilledAtAnyOperationLeavesTheOldNewestOrTheNew() throws Exception {
    int operations = operationsOfOnePublish();
    assertThat(operations).isGreaterThanOrEqualTo(4);
    Location location = location();
    long newest = publishOnce(location);
    for (int operation = 1; operation <= operations; operation++) {
      for (Side side : Side.values()) {
        try (PublisherProcess process =
            PublisherProcess.start(location, weights, 1, operation, side)) {
          assertThat(process.nextLine()).contains("stopped");
          process.kill();
        }
        newest = requireWhole(location, newest);
        newest = requireNextPublishWorks(location, newest);
      }
    }
  }

  @Test
  void aPublisherThatIsKilledAtSomeMomentsLeavesTheOldNewestOrTheNew() throws Exception {
    killAtRandomMoments(10);
  }

  @Test
  @Tag("long")
  void aPublisherThatIsKilledAtManyMomentsLeavesTheOldNewestOrTheNew() throws Exception {
    killAtRandomMoments(200);
  }

  @Test
  void racersCommitEachVersionOnce() throws Exception {
    race(4, 8);
  }

  @Test
  @Tag("long")
  void manyRacersCommitEachVersionOnce() throws Exception {
    race(8, 50);
  }

  private void killAtRandomMoments(int kills) throws Exception {
    Random random = new Random(7);
    Location location = location();
    long newest = publishOnce(location);
    int committed = 0;
    for (int kill = 0; kill < kills; kill++) {
      try (PublisherProcess process =
          PublisherProcess.start(location, weights, Integer.MAX_VALUE, 0, Side.BEFORE)) {
        assertThat(process.nextLine().orElseThrow()).startsWith("version ");
        LockSupport.parkNanos(random.nextInt(60_000_000));
        process.kill();
      }
      long now = requireWhole(location, newest);
      committed += (int) (now - newest);
      newest = requireNextPublishWorks(location, now);
    }
    log.info("{} kills, {} versions committed by the killed", kills, committed);
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
        for (int publish = 0; publish < publishes; publish++) {
          String line = process.nextLine().orElse("the process ended");
          assertThat(line).startsWith("version ");
          assertThat(published.add(number(line))).as("each version is published once").isTrue();
        }
      }
    } finally {
      for (PublisherProcess process : processes) {
        process.close();
      }
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
    publishOnce(location);
    try (PublisherProcess process = PublisherProcess.start(location, weights, 1, 0, Side.BEFORE)) {
      assertThat(process.nextLine()).contains("version 2");
      return (int) number(process.nextLine().orElseThrow());
    }
  }

  /** Every version that a fresh reader sees is whole; the newest is {@code newest} or the next. */
  private long requireWhole(Location location, long newest) throws Exception {
    try (ObjectStore store = open(location)) {
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
  }

  private long requireNextPublishWorks(Location location, long newest) throws Exception {
    long next = publishOnce(location);
    assertThat(next).isEqualTo(newest + 1);
    return requireWhole(location, next);
  }

  private long publishOnce(Location location) throws Exception {
    try (ObjectStore store = open(location)) {
      return new CheckpointPublisher(store, KEYS)
          .publish(TestCheckpoints.draft(System.nanoTime()))
          .getVersion();
    }
  }

  private static long number(String line) {
    return Optional.of(line)
        .map(text -> text.substring(text.indexOf(' ') + 1))
        .map(Long::parseLong)
        .orElseThrow();
  }
}
