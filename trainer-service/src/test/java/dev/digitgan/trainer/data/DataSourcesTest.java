package dev.digitgan.trainer.data;

import static dev.digitgan.trainer.data.IdxBytes.gzip;
import static dev.digitgan.trainer.data.IdxBytes.sha256;
import static dev.digitgan.trainer.data.fetch.MirrorServer.replying;
import static dev.digitgan.trainer.data.fetch.MirrorServer.serving;
import static dev.digitgan.trainer.data.fetch.MirrorServer.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.outbound.OutboundEnvironment;
import dev.digitgan.store.location.StoreUri;
import dev.digitgan.testing.UsualMode;
import dev.digitgan.trainer.data.DataRequest.Fallback;
import dev.digitgan.trainer.data.DataSources.DigitSource;
import dev.digitgan.trainer.data.KnownSet.Sums;
import dev.digitgan.trainer.data.fetch.FileDownload;
import dev.digitgan.trainer.data.fetch.FileDownload.Limits;
import dev.digitgan.trainer.data.fetch.MirrorServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class DataSourcesTest {
  private static final byte[] IMAGES = IdxBytes.images(5);
  private static final byte[] LABELS = IdxBytes.labels(5);
  private static final String DIGEST = "sha256:" + sha256(IMAGES, LABELS);

  private Path directory;
  private Path cache;

  @BeforeEach
  void nameCache(@TempDir Path temporary) {
    directory = temporary;
    cache = directory.resolve("cache/digitgan");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void asksCacheThenMirrorsThenStrokes(@Nullable String location) throws Exception {
    assertThat(noMirrors().inOrder(request(location, Fallback.EMBEDDED)))
        .extracting(DigitSource::description)
        .containsExactly("the cache " + cache, "a download of known", "the embedded digits");
  }

  @Test
  void drawsStrokesOnRequestOnly() throws Exception {
    assertThat(noMirrors().inOrder(request(null, Fallback.NONE)))
        .hasExactlyElementsOfTypes(CacheSource.class, DownloadSource.class);
  }

  @Test
  void asksNobodyElseWhenADirectoryIsNamed() throws Exception {
    Path absent = directory.resolve("absent");
    DataRequest request = request(absent.toString(), Fallback.EMBEDDED);

    assertThat(noMirrors().inOrder(request)).hasExactlyElementsOfTypes(DirectorySource.class);
    assertThatThrownBy(() -> noMirrors().load(request, Split.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(absent + ": no such directory");
  }

  @Test
  void readsTheNamedDirectory() throws Exception {
    Path mine = directory.resolve("mine");
    IdxBytes.writeTrain(mine, 7);

    DigitSet set = noMirrors().load(request(mine.toString(), Fallback.NONE), Split.TRAIN);

    assertThat(set.name()).isEqualTo("mine");
    assertThat(set.count()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.org/mnist", "s3://bucket/mnist", "file:///x", "store:m"})
  void saysWhatALocationCanBe(String location) {
    assertThatThrownBy(() -> noMirrors().load(request(location, Fallback.EMBEDDED), Split.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessage(
            location
                + ": is not a data set; name a directory, store:NAME (in --store) or"
                + " STORE/datasets/NAME, e.g. s3://bucket/prefix/datasets/mnist");
  }

  @Test
  void downloadsOnceThenReadsTheCache() throws Exception {
    try (MirrorServer mirror = replying(serving(gzip(IMAGES)), serving(gzip(LABELS)))) {
      DigitSet first = from(mirror.address()).load(request(null, Fallback.NONE), Split.TRAIN);
      DigitSet second = noMirrors().load(request(null, Fallback.NONE), Split.TRAIN);

      assertThat(first.name()).isEqualTo("known");
      assertThat(first.digest()).isEqualTo(DIGEST);
      assertThat(second.digest()).isEqualTo(DIGEST);
      assertThat(mirror.requests())
          .containsExactly("/train-images-idx3-ubyte.gz -", "/train-labels-idx1-ubyte.gz -");
    }
  }

  @Test
  void replacesOnlyTheCachedFileThatIsDamaged() throws Exception {
    Files.createDirectories(cache);
    Files.write(cache.resolve("train-images-idx3-ubyte.gz"), gzip(IMAGES));
    Files.write(cache.resolve("train-labels-idx1-ubyte.gz"), gzip(IdxBytes.labels(4)));
    try (MirrorServer mirror = replying(serving(gzip(LABELS)))) {
      DigitSet set = from(mirror.address()).load(request(null, Fallback.NONE), Split.TRAIN);

      assertThat(set.digest()).isEqualTo(DIGEST);
      assertThat(mirror.requests()).containsExactly("/train-labels-idx1-ubyte.gz -");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void replacesACachedFileThatCannotBeRead() throws Exception {
    Files.createDirectories(cache);
    Files.write(cache.resolve("train-images-idx3-ubyte.gz"), gzip(IMAGES));
    Path labels = cache.resolve("train-labels-idx1-ubyte.gz");
    // Nobody can read its first byte, not even root, whom permissions do not stop.
    Files.createSymbolicLink(labels, Path.of("/proc/self/mem"));
    // Nor can another user's lock be taken.
    Files.createDirectories(cache.resolve("train-labels-idx1-ubyte.gz.lock"));
    try (MirrorServer mirror = replying(serving(gzip(LABELS)))) {
      DigitSet set = from(mirror.address()).load(request(null, Fallback.NONE), Split.TRAIN);

      assertThat(set.digest()).isEqualTo(DIGEST);
      UsualMode.assertThatAnyoneAllowedByTheUmaskReads(labels);
    }
  }

  @Test
  void namesACacheThatCannotBeWrittenToAndWhatToDo() throws Exception {
    Files.createDirectories(cache.resolve("train-images-idx3-ubyte.gz/in-the-way"));
    try (MirrorServer mirror = replying(serving(gzip(IMAGES)))) {
      assertThatThrownBy(
              () -> from(mirror.address()).load(request(null, Fallback.NONE), Split.TRAIN))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("a download of known: " + cache + ": cannot keep fetched files")
          .hasMessageContaining("a writable folder with --data-cache or DIGITGAN_DATA_CACHE");
    }
  }

  @Test
  void doesNotTrustACacheOfOtherImages() throws Exception {
    Files.createDirectories(cache);
    Files.write(cache.resolve("train-images-idx3-ubyte.gz"), gzip(IdxBytes.images(6)));
    Files.write(cache.resolve("train-labels-idx1-ubyte.gz"), gzip(IdxBytes.labels(6)));

    assertThatThrownBy(() -> noMirrors().load(request(null, Fallback.NONE), Split.TRAIN))
        .hasMessageContaining("the cache " + cache + ": its files are not those of known");
  }

  @Test
  void keepsACorruptDownloadOutOfTheCache() throws Exception {
    try (MirrorServer mirror = replying(serving(gzip(IdxBytes.images(6))))) {
      assertThatThrownBy(
              () -> from(mirror.address()).load(request(null, Fallback.NONE), Split.TRAIN))
          .isInstanceOf(DataException.class)
          .hasMessageContaining(
              "SHA-256 %s found, %s expected"
                  .formatted(sha256(IdxBytes.images(6)), sha256(IMAGES)));

      assertThat(cache).isDirectoryNotContaining("glob:**.gz");
      assertThat(cache).isDirectoryNotContaining("glob:**.part");
    }
  }

  @Test
  void listsWhatWasTriedAndHowToMendIt() throws Exception {
    URI closed = MirrorServer.closedAddress();

    assertThatThrownBy(() -> from(closed).load(request(null, Fallback.NONE), Split.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "no train images; tried the cache "
                + cache
                + ": holds no train-images-idx3-ubyte.gz; a download of known:"
                + " train-images-idx3-ubyte.gz: 127.0.0.1 cannot be reached. Put"
                + " train-images-idx3-ubyte.gz and train-labels-idx1-ubyte.gz into a directory and"
                + " name it with --data or DIGITGAN_DATA, or allow embedded digits with"
                + " DIGITGAN_DATA_FALLBACK=embedded");
  }

  @Test
  void drawsStrokesWhenNothingElseIsLeft() throws Exception {
    DigitSet set = noMirrors().load(request(null, Fallback.EMBEDDED), Split.TRAIN);

    assertThat(set.name()).isEqualTo("embedded-digits");
    assertThat(set.count()).isEqualTo(30);
  }

  @Test
  void anInterruptEndsTheSearch() throws Exception {
    try (MirrorServer mute = replying(silent())) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(
              () -> from(mute.address()).load(request(null, Fallback.EMBEDDED), Split.TRAIN))
          .isInstanceOf(DataException.class)
          .hasMessage("interrupted while looking for train images");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }

  private DataRequest request(@Nullable String location, Fallback fallback) {
    return new DataRequest(location, () -> cache, fallback, 30, null);
  }

  private static DataSources noMirrors() {
    return from();
  }

  private static DataSources from(URI... mirrors) {
    Sums train = new Sums(sha256(IMAGES), sha256(LABELS));
    KnownSet known = new KnownSet("known", train, train, List.of(mirrors));
    Duration enough = Duration.ofSeconds(20);
    return new DataSources(
        known,
        FileDownload.within(
            new Limits(enough, enough, enough, 1, Duration.ofMillis(1), 1 << 20),
            OutboundEnvironment.of(Map.of())),
        StoreUri::open);
  }
}
