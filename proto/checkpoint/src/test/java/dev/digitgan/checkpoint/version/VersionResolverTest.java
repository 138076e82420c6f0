package dev.digitgan.checkpoint.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.name.VersionName.Form;
import dev.digitgan.checkpoint.testing.TestDrafts;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.VersionResolver.VersionNotFoundException;
import dev.digitgan.store.InMemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VersionResolverTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");
  private static final Version ONE = Version.FIRST;
  private static final Version TWO = ONE.next();
  private static final Version THREE = TWO.next();

  private final InMemoryStore store = new InMemoryStore();
  private final List<String> skipped = new ArrayList<>();
  private final VersionResolver resolver =
      new VersionResolver(
          store,
          KEYS,
          new CheckpointReader(store, KEYS),
          (version, e) -> skipped.add(version + ": " + e.getMessage()),
          manifest ->
              manifest.getSeed() == 0
                  ? OptionalDouble.empty()
                  : OptionalDouble.of((double) manifest.getSeed()));

  private String publish(String run, int content) throws IOException {
    CheckpointDraft draft = TestDrafts.draft(content);
    Manifest published =
        new CheckpointPublisher(store, KEYS)
            .publish(
                new CheckpointDraft(
                    draft.spec(),
                    draft.engine(),
                    draft.weights(),
                    draft.preview(),
                    draft.provenance().toBuilder().setRun(run).build()));
    return published.getModelDigest();
  }

  private static VersionName name(String text) {
    return VersionName.parse(text, EnumSet.allOf(Form.class));
  }

  private void damage(Version version) throws IOException {
    store.put(KEYS.manifest(version), "{}x".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void everyFormFindsItsVersion() throws Exception {
    String digest = publish("a-1", 5);
    publish("a-2", 3);
    publish("b", 4);
    new Channels(store, KEYS, InstantSource.system()).move(new ChannelName("stable"), TWO, "test");

    assertThat(resolver.require(name("2"))).isEqualTo(TWO);
    assertThat(resolver.require(name("latest"))).isEqualTo(THREE);
    assertThat(resolver.require(name("channel:stable"))).isEqualTo(TWO);
    assertThat(resolver.require(name("run:a-1"))).isEqualTo(ONE);
    assertThat(resolver.require(name(digest.substring(0, 19)))).isEqualTo(ONE);
    assertThat(resolver.require(name("best:a-"))).isEqualTo(TWO);
    assertThat(skipped).isEmpty();
  }

  @Test
  void whatIsNotThereIsSaidByName() throws Exception {
    assertThat(resolver.find(name("latest"))).isEmpty();
    assertThatThrownBy(() -> resolver.require(name("latest")))
        .hasMessageStartingWith("no version of digits in ");
    publish("a", 0);
    for (String text : List.of("channel:beta", "run:b", "sha256:00000000", "best:a")) {
      assertThat(resolver.find(name(text))).as(text).isEmpty();
      assertThatThrownBy(() -> resolver.require(name(text)))
          .as(text)
          .isInstanceOf(VersionNotFoundException.class)
          .hasMessageStartingWith("no ")
          .hasMessageContaining(" of digits in ");
    }
    assertThat(resolver.find(name("7"))).as("may be gone").contains(new Version(7));
    assertThatThrownBy(() -> resolver.require(name("7"))).hasMessageEndingWith("the newest is 1");
  }

  @Test
  void aDigestOfSeveralModelsIsNoName() throws Exception {
    VersionName.OfDigest all = new VersionName.OfDigest("sha256:");
    publish("a", 1);
    assertThat(resolver.find(all)).contains(ONE);
    publish("a", 2);
    assertThatThrownBy(() -> resolver.find(all))
        .isInstanceOf(VersionNotFoundException.class)
        .hasMessageStartingWith("sha256: is not one digest but sha256:");
  }

  @Test
  void whatCannotBeReadIsLeftOutAndSaidSo() throws Exception {
    publish("a", 1);
    publish("b", 2);
    publish("b", 3);
    damage(THREE);

    assertThat(resolver.find(name("run:b"))).contains(TWO);
    assertThat(resolver.find(name("best:a"))).contains(ONE);
    assertThat(skipped).hasSize(2).allSatisfy(text -> assertThat(text).startsWith("3: manifest"));
    for (String text : List.of("run:c", "best:c", "sha256:00000000")) {
      assertThatThrownBy(() -> resolver.find(name(text)))
          .as(text)
          .isInstanceOf(CheckpointException.Incomplete.class)
          .hasMessageEndingWith("that can be read; it may be one of the 1 that cannot");
    }
  }
}
