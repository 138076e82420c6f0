package dev.digitgan.checkpoint.retention;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.retention.RetentionPlan.Kind;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.store.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What goes, decided from snapshots that are made up. */
final class RetentionPlannerTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");
  private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
  private static final Instant OLD = NOW.minus(Duration.ofHours(2));
  private static final Instant YOUNG = NOW.minus(Duration.ofMinutes(59));

  private final Map<String, StoreSnapshot.Entry> records = new HashMap<>();
  private final SortedMap<ChannelName, Channel> channels = new TreeMap<>();
  private final List<StoredObject> blobs = new ArrayList<>();
  private final List<StoredObject> leftovers = new ArrayList<>();

  private static final Sha256 EVALUATOR = Sha256.of("classifier".getBytes(UTF_8));

  @Test
  void theNewestVersionsStay() {
    for (int version = 1; version <= 5; version++) {
      version(version, OLD, "blob " + version);
    }
    RetentionPlan plan = plan(2);
    assertThat(names(plan, Kind.VERSION)).containsExactly("version 1", "version 2", "version 3");
    assertThat(names(plan, Kind.BLOB)).containsExactlyInAnyOrder(blobs(1, 2, 3));
    assertThat(plan.kept())
        .containsOnlyKeys(new Version(5), new Version(4))
        .containsValue("among the newest 2");
    assertThat(plan.sizeBytes()).isPositive();
  }

  @Test
  void whatAChannelNamesOrNamedBeforeStays() {
    for (int version = 1; version <= 5; version++) {
      version(version, OLD, "blob " + version);
    }
    channels.put(
        new ChannelName("stable"), Channel.newBuilder().setVersion(3).setPrevious(1).build());
    RetentionPlan plan = plan(1);
    assertThat(names(plan, Kind.VERSION)).containsExactly("version 2", "version 4");
    assertThat(names(plan, Kind.BLOB)).containsExactlyInAnyOrder(blobs(2, 4));
    assertThat(plan.kept())
        .containsEntry(new Version(3), "channel stable")
        .containsEntry(new Version(1), "previous version of channel stable");
  }

  @Test
  void whatIsYoungStays() {
    version(1, YOUNG, "blob 1");
    version(2, OLD, "blob 2");
    blob("orphan", OLD);
    blob("commit under way", YOUNG);
    RetentionPlan plan = plan(1);
    assertThat(names(plan, Kind.VERSION)).isEmpty();
    assertThat(names(plan, Kind.BLOB)).containsExactly(key("orphan"));
    assertThat(plan.kept()).containsEntry(new Version(1), "younger than 1h");
  }

  @Test
  void aBlobThatAnythingLeftNamesStays() {
    version(1, OLD, "shared with a version");
    version(2, OLD, "shared with a version");
    version(3, OLD, "shared with another model");
    version(4, OLD, "shared with a state");
    version(5, OLD, "shared with something unknown");
    version(6, OLD, "shared with a version");
    record("models/letters/versions/00000001.json", OLD, digest("shared with another model"));
    record("models/digits/runs/a/states/000000000007.json", OLD, digest("shared with a state"));
    record("models/digits/later/x.json", OLD, digest("shared with something unknown"));
    RetentionPlan plan = plan(1);
    assertThat(names(plan, Kind.VERSION)).hasSize(5);
    assertThat(names(plan, Kind.BLOB)).isEmpty();
  }

  @Test
  void theNewestTwoStatesOfEachRunStay() {
    for (int step : new int[] {5, 90, 100}) {
      record(KEYS.state("a", step), OLD, digest("state " + step));
      blob("state " + step, OLD);
    }
    record(KEYS.state("b", 1), OLD, "");
    record(KEYS.state("c", 1), YOUNG, "");
    record(KEYS.state("c", 2), OLD, "");
    record(KEYS.state("c", 3), OLD, "");
    record(KEYS.owner("a", 1), OLD, "");
    RetentionPlan plan = plan(1);
    assertThat(names(plan, Kind.STATE)).containsExactly(KEYS.state("a", 5));
    assertThat(names(plan, Kind.BLOB)).containsExactly(key("state 5"));
    assertThat(plan.items()).hasSize(2);
  }

  @Test
  void signaturesGoWithTheirManifests() {
    Sha256 first = version(1, OLD, "blob 1");
    Sha256 second = version(2, OLD, "blob 2");
    record(KEYS.signature(first), OLD, "");
    record(KEYS.signature(second), OLD, "");
    record(KEYS.signature(Sha256.of("lost race".getBytes(UTF_8))), OLD, "");
    record(KEYS.signature(Sha256.of("commit under way".getBytes(UTF_8))), YOUNG, "");
    RetentionPlan plan = plan(1);
    assertThat(plan.items())
        .filteredOn(item -> item.kind() == Kind.SIGNATURE)
        .extracting(RetentionPlan.Item::reason)
        .containsExactlyInAnyOrder("of a version that is removed", "of a missing version");
  }

  @Test
  void leftoversGoPastTheirAge() {
    leftovers.add(new StoredObject("probes/a", 8, OLD));
    leftovers.add(new StoredObject("probes/b", 8, YOUNG));
    leftovers.add(new StoredObject("removals/a.json", 8, OLD));
    leftovers.add(new StoredObject("removals/b.json", 8, NOW));
    assertThat(names(plan(1), Kind.LEFTOVER)).containsExactly("probes/a", "removals/a.json");
  }

  @Test
  void otherModelsVersionsAndStrangeObjectsAreNotTouched() {
    for (int version = 1; version <= 3; version++) {
      record(String.format(Locale.ROOT, "models/letters/versions/%08d.json", version), OLD, "");
    }
    record("models/digits/versions/notes.txt", OLD, "");
    record("models/digits/versions/00000000.json", OLD, "");
    blobs.add(new StoredObject("blobs/sha256/readme.txt", 8, OLD));
    assertThat(plan(1).items()).isEmpty();
  }

  @Test
  void evaluationsGoWithTheirVersionsAndEvaluatorsStay() {
    version(1, OLD, "blob 1");
    version(2, OLD, "blob 2");
    record(KEYS.evaluation(new Version(1), EVALUATOR), OLD, "");
    record(KEYS.evaluation(new Version(2), EVALUATOR), OLD, "");
    record(KEYS.evaluation(new Version(9), EVALUATOR), YOUNG, "");
    record(KEYS.evaluator(EVALUATOR), OLD, "");

    assertThat(names(plan(1), Kind.EVALUATION))
        .containsExactly(KEYS.evaluation(new Version(1), EVALUATOR));
    assertThat(names(plan(2), Kind.EVALUATION)).isEmpty();
  }

  @Test
  void whatRefersToOthersGoesFirst() {
    record(KEYS.signature(version(1, OLD, "blob 1")), OLD, "");
    version(2, OLD, "blob 2");
    for (int step = 1; step <= 3; step++) {
      record(KEYS.state("a", step), OLD, "");
    }
    record(KEYS.evaluation(Version.FIRST, EVALUATOR), OLD, "");
    leftovers.add(new StoredObject("probes/a", 8, OLD));
    assertThat(plan(1).items()).extracting(RetentionPlan.Item::kind).containsExactly(Kind.values());
  }

  @Test
  void aPolicyThatKeepsNothingIsRefused() {
    assertThatThrownBy(() -> new RetentionPolicy(0, 2, Duration.ofHours(1)))
        .hasMessage("at least 1 version is kept, not 0");
    assertThatThrownBy(() -> new RetentionPolicy(1, 0, Duration.ofHours(1)))
        .hasMessage("at least 1 state of each run is kept, not 0");
    assertThatThrownBy(() -> new RetentionPolicy(1, 1, Duration.ofMinutes(9)))
        .hasMessage("the age is at least 10 minutes, for commits in progress");
  }

  private RetentionPlan plan(int versions) {
    return RetentionPlanner.plan(
        new StoreSnapshot(NOW, records, channels, blobs, leftovers),
        KEYS,
        new RetentionPolicy(versions, 2, Duration.ofHours(1)));
  }

  private static List<String> names(RetentionPlan plan, Kind kind) {
    return plan.items().stream()
        .filter(item -> item.kind() == kind)
        .map(RetentionPlan.Item::name)
        .toList();
  }

  /** A version with one blob of its own content, and that blob; the digest of its manifest. */
  private Sha256 version(int version, Instant time, String blob) {
    String key = KEYS.manifest(new Version(version));
    record(key, time, version + " " + digest(blob));
    blob(blob, time);
    return Objects.requireNonNull(records.get(key)).digest();
  }

  private void record(String key, Instant time, String text) {
    StoredObject object = new StoredObject(key, text.length(), time);
    records.put(key, StoreSnapshot.entry(object, text.getBytes(UTF_8)));
  }

  private void blob(String content, Instant time) {
    blobs.add(new StoredObject(key(content), 8, time));
  }

  private static String digest(String content) {
    return Sha256.of(content.getBytes(UTF_8)).toString();
  }

  private static String key(String content) {
    return CheckpointKeys.blob(Sha256.of(content.getBytes(UTF_8)));
  }

  private static String[] blobs(int... versions) {
    return Arrays.stream(versions)
        .mapToObj(version -> key("blob " + version))
        .toArray(String[]::new);
  }
}
