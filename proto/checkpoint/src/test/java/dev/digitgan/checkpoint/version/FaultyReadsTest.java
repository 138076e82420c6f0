package dev.digitgan.checkpoint.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.testing.TestCheckpoints;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.testing.Fault;
import dev.digitgan.store.testing.FaultyStore;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store of which one operation in five fails, in every way that stores fail. */
final class FaultyReadsTest {
  private static final Logger log = LoggerFactory.getLogger(FaultyReadsTest.class);
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");
  private static final double PROBABILITY = 0.2;
  private static final int VERSIONS = 20;

  @Test
  void publishersAndReadersMakeProgressAndNothingWrongIsRead() throws Exception {
    publishAndRead(1_000);
  }

  @Test
  @Tag("long")
  void tenThousandReadsAreRightOrRefused() throws Exception {
    publishAndRead(10_000);
  }

  private static void publishAndRead(int reads) throws Exception {
    try (ObjectStore sound = new InMemoryStore();
        FaultyStore faulty = new FaultyStore(sound, PROBABILITY, 5, () -> {})) {
      Map<Version, String> published = publish(faulty, sound);
      CheckpointReader reader = new CheckpointReader(faulty, KEYS);
      int right = 0;
      int failed = 0;
      int refused = 0;
      for (int read = 0; read < reads; read++) {
        try {
          Optional<Version> newest = reader.latest();
          Version version = newest.orElseThrow();
          Checkpoint checkpoint = reader.load(version);
          // What was read is what was published under that number: by digest, and by its own word.
          assertThat(checkpoint.digest()).hasToString(published.get(version));
          right++;
        } catch (IOException e) {
          failed++;
        } catch (CheckpointException e) {
          refused++;
        }
      }
      log.info(
          "{} reads: {} right, {} failed, {} refused; faults {}",
          reads,
          right,
          failed,
          refused,
          faulty.faultCounts());
      assertThat(right).isGreaterThan(reads / 4);
      assertThat(refused).isLessThan(reads / 100);
      assertThat(faulty.faultCounts().keySet()).containsAll(Arrays.asList(Fault.values()));
    }
  }

  /** Publishes until {@code VERSIONS} are there; each digest by what the sound store holds. */
  private static Map<Version, String> publish(FaultyStore faulty, ObjectStore sound)
      throws Exception {
    CheckpointPublisher publisher = new CheckpointPublisher(faulty, KEYS);
    CheckpointReader reader = new CheckpointReader(sound, KEYS);
    Map<Version, String> told = new HashMap<>();
    long seed = 0;
    while (reader.versions().size() < VERSIONS) {
      try {
        Manifest manifest = publisher.publish(TestCheckpoints.draft(seed++));
        told.put(new Version(manifest.getVersion()), manifest.getModelDigest());
      } catch (IOException e) {
        // Tried again with another draft; this one may have been committed all the same.
      }
    }
    Map<Version, String> held = new HashMap<>();
    List<Version> versions = reader.versions();
    for (Version version : versions) {
      held.put(version, reader.load(version).digest().toString());
    }
    assertThat(held).containsAllEntriesOf(told);
    assertThat(versions.get(0).number()).isEqualTo(versions.size());
    return held;
  }
}
