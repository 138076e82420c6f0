package dev.digitgan.checkpoint.version;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.HostTensor;
import dev.digitgan.checkpoint.dataset.DataSets;
import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.run.TrainingStates;
import dev.digitgan.checkpoint.signing.ManifestSigner;
import dev.digitgan.checkpoint.signing.SigningKeys;
import dev.digitgan.checkpoint.signing.TrustedKeys;
import dev.digitgan.checkpoint.testing.TestCheckpoints;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.store.ForwardingStore;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of every reason not to use what is stored: whether it may still come, or is wrong. */
final class WaitOrRefuseTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");
  private static final String RUN = "run-1";
  private static final Shape SHAPE = new Shape(2);
  private static final Map<String, Shape> SHAPES = Map.of("t", SHAPE);

  private final InMemoryStore store = new InMemoryStore();
  private final TrustedKeys trusted;
  private final ManifestSigner signer;
  private Manifest manifest = Manifest.getDefaultInstance();

  WaitOrRefuseTest(@TempDir Path directory) throws IOException {
    SigningKeys.Pair pair = SigningKeys.create(directory.resolve("ours"));
    signer = ManifestSigner.read(pair.signing());
    trusted = TrustedKeys.read(pair.trusted());
  }

  private interface Use {
    void run() throws IOException, CheckpointException;
  }

  @BeforeEach
  void fill() throws Exception {
    manifest =
        new CheckpointPublisher(store, KEYS, signer).publish(TestCheckpoints.draftWithGolden(1));
    new Channels(store, KEYS, Clock.systemUTC())
        .move(new ChannelName("stable"), Version.FIRST, "test");
    states()
        .save(
            TrainingState.newBuilder().setStep(7).build(),
            Map.of("t", new HostTensor(SHAPE, new float[] {1, 2})),
            () -> {});
    new DataSets(store).publish("mnist", Map.of("images", new byte[] {4, 5, 6}));
  }

  @Test
  void eachPartOfAVersionThatIsMissingOrShortMayCome() throws Exception {
    assertMayCome(KEYS.manifest(Version.FIRST), this::version);
    assertShortMayCome(KEYS.manifest(Version.FIRST), this::unsignedVersion);
    assertMayCome(signature(), this::version);
    assertMayCome(blob(manifest.getWeights().getDigest()), this::version);
    assertMayCome(blob(manifest.getGolden().getPixels().getDigest()), this::version);
    assertMayCome(blob(manifest.getPreview().getDigest()), this::version);
  }

  @Test
  void soMaySavedStatesDataSetsAndChannels() throws Exception {
    assertMayCome(KEYS.state(RUN, 7), this::state);
    assertMayCome(blob(states().record(7).getTensors().getDigest()), this::state);
    assertMayCome(dataSetFile(), this::dataSet);
    assertShortMayCome(CheckpointKeys.dataSetIndex("mnist"), this::dataSet);
    assertShortMayCome(KEYS.channel(new ChannelName("stable")), this::channel);
  }

  @Test
  void whatIsThereAndOfAnotherDigestIsWrongUntilItIsWrittenAgain() throws Exception {
    for (String digest :
        List.of(
            manifest.getWeights().getDigest(),
            manifest.getGolden().getPixels().getDigest(),
            manifest.getPreview().getDigest())) {
      assertDamaged(blob(digest), this::version);
    }
    assertDamaged(blob(states().record(7).getTensors().getDigest()), this::state);
    assertDamaged(dataSetFile(), this::dataSet);
  }

  @Test
  void whatIsThereAndNotUnderstoodIsWrongForGood() throws Exception {
    String key = KEYS.manifest(Version.FIRST);
    Use unsigned = () -> new CheckpointReader(store, KEYS).manifest(Version.FIRST);
    assertWrong(key, text -> text.replace("\"schema\": 1", "\"schema\": 2"), this::unsignedVersion);
    assertWrong(key, text -> text.replace("\"version\": \"1\"", "\"version\": \"2\""), unsigned);
    assertWrong(key, text -> text.replace("\"digits\"", "\"faces\""), unsigned);
    assertWrong(key, text -> text.replace("\"compat\"", "\"compatible\""), unsigned);
    assertWrong(key, text -> text.replace("\"model\":", "\"model\""), unsigned);
    assertWrong(key, text -> text + "}", unsigned);
    assertWrong(key, text -> "[" + text + "]", unsigned);
    assertWrong(key, text -> "a manifest", unsigned);
    assertWrong(key, text -> " ".repeat(1 << 21), unsigned);
    assertWrong(
        signature(),
        text -> text.replace(signer.keyId().toString(), "sha256:" + "0".repeat(64)),
        this::version);
    assertWrong(signature(), text -> text.replace("Ed25519", "RSA"), this::version);
    assertWrong(KEYS.state(RUN, 7), text -> text.replace(RUN, "run-2"), this::state);
    assertWrong(
        CheckpointKeys.dataSetIndex("mnist"), text -> text.replace("mnist", "m"), this::dataSet);
    assertWrong(
        KEYS.channel(new ChannelName("stable")),
        text -> text.replace("\"version\": \"1\"", ""),
        this::channel);
    store.put(key, new byte[] {'{', (byte) 0xC3, '"', '}'});
    assertThatThrownBy(unsigned::run).isInstanceOf(CheckpointException.Wrong.class);
  }

  @Test
  void damageOnTheWayIsReadThreeTimesMore() throws Exception {
    String weights = blob(manifest.getWeights().getDigest());
    for (int damagedReads = 0; damagedReads <= 3; damagedReads++) {
      Damaging damaging = new Damaging(store, weights, damagedReads);
      new CheckpointReader(damaging, KEYS).load(Version.FIRST);
      assertThat(damaging.reads).isEqualTo(damagedReads + 1);
    }
    Damaging always = new Damaging(store, weights, Integer.MAX_VALUE);
    assertThatThrownBy(() -> new CheckpointReader(always, KEYS).load(Version.FIRST))
        .isInstanceOf(CheckpointException.Wrong.class)
        .hasMessageContaining("weights has digest");
    assertThat(always.reads).isEqualTo(4);
  }

  private void assertMayCome(String key, Use use) throws Exception {
    byte[] whole = store.read(key, 1 << 24);
    store.delete(key);
    assertThatThrownBy(use::run).as(key).isInstanceOf(CheckpointException.Incomplete.class);
    store.put(key, whole);
    assertShortMayCome(key, use);
  }

  /** Cut anywhere; or with all of its size, of which the end was not written yet. */
  private void assertShortMayCome(String key, Use use) throws Exception {
    byte[] whole = store.read(key, 1 << 24);
    int end = whole[whole.length - 1] == '\n' ? whole.length - 1 : whole.length;
    for (int length : cuts(end)) {
      store.put(key, Arrays.copyOf(whole, length));
      assertThatThrownBy(use::run)
          .as("%s, %s of %s bytes", key, length, whole.length)
          .isInstanceOf(CheckpointException.Incomplete.class);
    }
    if (key.endsWith(".json")) {
      store.put(key, Arrays.copyOf(Arrays.copyOf(whole, end / 2), whole.length));
      assertThatThrownBy(use::run).as(key).isInstanceOf(CheckpointException.Incomplete.class);
    }
    store.put(key, whole);
    use.run();
  }

  private void assertDamaged(String key, Use use) throws Exception {
    byte[] whole = store.read(key, 1 << 24);
    byte[] other = whole.clone();
    other[other.length - 1] ^= 1;
    for (byte[] bytes :
        List.of(other, new byte[whole.length], Arrays.copyOf(whole, whole.length + 1))) {
      store.put(key, bytes);
      StoredObject stored = store.stat(key).orElseThrow();
      CheckpointException.Wrong e = catchThrowableOfType(CheckpointException.Wrong.class, use::run);
      assertThat(e).as(key).isNotNull();
      assertThat(e.damaged()).contains(stored);
    }
    store.put(key, whole);
    use.run();
  }

  private void assertWrong(String key, UnaryOperator<String> change, Use use) throws Exception {
    byte[] whole = store.read(key, 1 << 24);
    String text = new String(whole, UTF_8);
    String changed = change.apply(text);
    assertThat(changed).isNotEqualTo(text);
    store.put(key, changed.getBytes(UTF_8));
    CheckpointException.Wrong e = catchThrowableOfType(CheckpointException.Wrong.class, use::run);
    assertThat(e).as("%s: %s", key, changed).isNotNull();
    assertThat(e.damaged()).isEmpty();
    store.put(key, whole);
    use.run();
  }

  private void version() throws IOException, CheckpointException {
    new CheckpointReader(store, KEYS, trusted).verify(Version.FIRST);
  }

  private void unsignedVersion() throws IOException, CheckpointException {
    new CheckpointReader(store, KEYS).verify(Version.FIRST);
  }

  private void state() throws IOException, CheckpointException {
    states().load(states().record(7), SHAPES);
  }

  private void dataSet() throws IOException, CheckpointException {
    DataSets reader = new DataSets(store);
    reader.read("mnist", reader.index("mnist").getFiles(0));
  }

  private void channel() throws IOException, CheckpointException {
    new Channels(store, KEYS, Clock.systemUTC()).read(new ChannelName("stable"));
  }

  private TrainingStates states() {
    return new TrainingStates(store, KEYS, RUN);
  }

  private String signature() throws IOException {
    return store.list(KEYS.signatures()).get(0);
  }

  private static String dataSetFile() {
    return CheckpointKeys.blob(Sha256.of(new byte[] {4, 5, 6}));
  }

  private static String blob(String digest) {
    return CheckpointKeys.blob(Sha256.parse(digest));
  }

  /** Every one of a small object, a hundred of a large one. */
  private static List<Integer> cuts(int end) {
    List<Integer> cuts = new ArrayList<>();
    for (int length = 0; length < end; length += 1 + end / 100) {
      cuts.add(length);
    }
    cuts.add(end - 1);
    return cuts;
  }

  /** The first reads of one object come with a bit flipped. */
  private static final class Damaging extends ForwardingStore {
    private final String key;
    private final int damaged;
    int reads;

    Damaging(InMemoryStore store, String key, int damaged) {
      super(store);
      this.key = key;
      this.damaged = damaged;
    }

    @Override
    public byte[] read(String wanted, long maxBytes) throws IOException {
      byte[] bytes = super.read(wanted, maxBytes);
      if (wanted.equals(key) && reads++ < damaged) {
        bytes[bytes.length / 2] ^= 4;
      }
      return bytes;
    }
  }
}
