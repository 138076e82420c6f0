package dev.digitgan.trainer.data.fetch;

import static dev.digitgan.trainer.data.fetch.DownloadBench.CONTENT;
import static dev.digitgan.trainer.data.fetch.DownloadBench.LONG;
import static dev.digitgan.trainer.data.fetch.DownloadBench.OTHER;
import static dev.digitgan.trainer.data.fetch.MirrorServer.cutAfter;
import static dev.digitgan.trainer.data.fetch.MirrorServer.replying;
import static dev.digitgan.trainer.data.fetch.MirrorServer.serving;
import static dev.digitgan.trainer.data.fetch.MirrorServer.servingWhole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.testing.UsualMode;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of bytes that an interrupted transfer left behind. */
@Timeout(30)
final class FileDownloadResumeTest {
  private DownloadBench bench;

  @BeforeEach
  void prepare(@TempDir Path directory) {
    bench = new DownloadBench(directory.resolve("cache/file.gz"));
  }

  @Test
  void goesOnWhereABrokenTransferEnded() throws Exception {
    try (MirrorServer mirror = replying(cutAfter(40_000, CONTENT), serving(CONTENT))) {
      bench.fetch(LONG, mirror.address());

      assertThat(bench.target()).hasBinaryContent(CONTENT);
      assertThat(mirror.requests()).hasSize(2).first().isEqualTo("/ -");
      assertThat(mirror.requests().get(1)).matches("/ bytes=[1-9]\\d*-");
      assertThat(bench.pauses()).hasSize(1);
    }
  }

  @Test
  void startsAgainWhereAMirrorKnowsNoRanges() throws Exception {
    try (MirrorServer mirror = replying(cutAfter(40_000, CONTENT), servingWhole(CONTENT))) {
      bench.fetch(LONG, mirror.address());

      assertThat(bench.target()).hasBinaryContent(CONTENT);
    }
  }

  @Test
  void continuesWhatAnEarlierRunLeft() throws Exception {
    bench.leavePart(Arrays.copyOf(CONTENT, 70_000));
    try (MirrorServer mirror = replying(serving(CONTENT))) {
      bench.fetch(LONG, mirror.address());

      assertThat(bench.target()).hasBinaryContent(CONTENT);
      assertThat(mirror.requests()).containsExactly("/ bytes=70000-");
    }
  }

  @Test
  void acceptsAPartThatWasCompleteAlready() throws Exception {
    bench.leavePart(CONTENT);
    try (MirrorServer mirror = replying(serving(CONTENT))) {
      bench.fetch(LONG, mirror.address());

      assertThat(bench.target()).hasBinaryContent(CONTENT);
      assertThat(mirror.requests()).containsExactly("/ bytes=100000-");
    }
  }

  @Test
  void fetchesInWholeWhenThePartWasOfAnotherFile() throws Exception {
    bench.leavePart(Arrays.copyOf(OTHER, 70_000));
    try (MirrorServer mirror = replying(serving(CONTENT))) {
      bench.fetch(LONG, mirror.address());

      assertThat(bench.target()).hasBinaryContent(CONTENT);
      assertThat(mirror.requests()).containsExactly("/ bytes=70000-", "/ -");
    }
  }

  @Test
  void usesAFileOfItsOwnWhileAnotherHoldsTheLock() throws Exception {
    bench.leavePart(OTHER);
    Path lock = bench.target().resolveSibling("file.gz.lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        MirrorServer mirror = replying(serving(CONTENT))) {
      assertThat(channel.tryLock()).isNotNull();

      bench.fetch(LONG, mirror.address());

      assertThat(bench.target()).hasBinaryContent(CONTENT);
      UsualMode.assertThatAnyoneAllowedByTheUmaskReads(bench.target());
      assertThat(bench.part()).hasBinaryContent(OTHER);
    }
  }
}
