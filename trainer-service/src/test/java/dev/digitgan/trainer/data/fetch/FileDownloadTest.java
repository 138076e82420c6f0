package dev.digitgan.trainer.data.fetch;

import static dev.digitgan.trainer.data.fetch.DownloadBench.CONTENT;
import static dev.digitgan.trainer.data.fetch.DownloadBench.LONG;
import static dev.digitgan.trainer.data.fetch.DownloadBench.OTHER;
import static dev.digitgan.trainer.data.fetch.DownloadBench.SHORT;
import static dev.digitgan.trainer.data.fetch.MirrorServer.replying;
import static dev.digitgan.trainer.data.fetch.MirrorServer.serving;
import static dev.digitgan.trainer.data.fetch.MirrorServer.silent;
import static dev.digitgan.trainer.data.fetch.MirrorServer.stallingAfter;
import static dev.digitgan.trainer.data.fetch.MirrorServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class FileDownloadTest {
  private DownloadBench bench;

  @BeforeEach
  void prepare(@TempDir Path directory) {
    bench = new DownloadBench(directory.resolve("cache/file.gz"));
  }

  @Test
  void takesTheFileFromTheFirstMirrorThatHasIt() throws Exception {
    try (MirrorServer missing = replying(status(404));
        MirrorServer good = replying(serving(CONTENT));
        MirrorServer unused = replying(serving(CONTENT))) {
      bench.fetch(
          LONG, MirrorServer.closedAddress(), missing.address(), good.address(), unused.address());

      assertThat(bench.target()).hasBinaryContent(CONTENT);
      assertThat(missing.requests()).hasSize(1);
      assertThat(unused.requests()).isEmpty();
      assertThat(bench.pauses()).isEmpty();
      bench.assertNothingIsLeftOver();
    }
  }

  @Test
  void refusesWrongBytesAndAsksTheNextMirror() throws Exception {
    try (MirrorServer bad = replying(serving(OTHER));
        MirrorServer good = replying(serving(CONTENT))) {
      bench.fetch(LONG, bad.address(), good.address());

      assertThat(bench.target()).hasBinaryContent(CONTENT);
      assertThat(bad.requests()).hasSize(1);
    }
  }

  @Test
  void keepsNothingOfWrongBytes() throws Exception {
    try (MirrorServer bad = replying(serving(OTHER))) {
      assertThatThrownBy(() -> bench.fetch(LONG, bad.address()))
          .isInstanceOf(IOException.class)
          .hasMessage("file.gz: 127.0.0.1 other bytes");

      assertThat(bench.target()).doesNotExist();
      bench.assertNothingIsLeftOver();
    }
  }

  @Test
  void leavesAnOlderTargetWhenNothingBetterComes() throws Exception {
    Files.createDirectories(bench.target().getParent());
    Files.write(bench.target(), OTHER);
    URI closed = MirrorServer.closedAddress();

    assertThatThrownBy(() -> bench.fetch(LONG, closed))
        .hasMessage("file.gz: 127.0.0.1 cannot be reached");

    assertThat(bench.target()).hasBinaryContent(OTHER);
  }

  @Test
  void givesUpOnAMirrorThatNeverAnswers() throws Exception {
    try (MirrorServer mute = replying(silent());
        MirrorServer good = replying(serving(CONTENT))) {
      bench.fetch(SHORT, mute.address(), good.address());

      assertThat(bench.target()).hasBinaryContent(CONTENT);
      assertThat(mute.requests()).hasSize(1);
    }
  }

  @Test
  void timesOutInTheMiddleOfABody() throws Exception {
    try (MirrorServer stalling = replying(stallingAfter(40_000, CONTENT), serving(CONTENT))) {
      bench.fetch(SHORT, stalling.address());

      assertThat(bench.target()).hasBinaryContent(CONTENT);
      assertThat(stalling.requests()).hasSize(2);
    }
  }

  @Test
  void triesABusyMirrorAgainAfterGrowingPauses() throws Exception {
    try (MirrorServer busy = replying(status(503), status(429), status(500), serving(CONTENT))) {
      bench.fetch(LONG, busy.address());

      assertThat(bench.target()).hasBinaryContent(CONTENT);
      assertThat(bench.pauses()).hasSize(3);
      for (int i = 0; i < 3; i++) {
        long most = 100L << i;
        assertThat(bench.pauses().get(i).toMillis()).isBetween(most / 2, most);
      }
    }
  }

  @Test
  void stopsAskingAMirrorThatStaysBusy() throws Exception {
    try (MirrorServer busy = replying(status(503))) {
      assertThatThrownBy(() -> bench.fetch(LONG, busy.address()))
          .hasMessage("file.gz: 127.0.0.1 HTTP 503");

      assertThat(busy.requests()).hasSize(4);
    }
  }

  @Test
  void refusesMoreBytesThanAreAllowed() throws Exception {
    try (MirrorServer large = replying(serving(new byte[200_001]))) {
      assertThatThrownBy(() -> bench.fetch(LONG, large.address()))
          .hasMessage("file.gz: 127.0.0.1 sends more than 200000 bytes");
    }
  }

  @Test
  void refusesMoreBytesThanAreAllowedWhenNoLengthWasSaid() throws Exception {
    MirrorServer.Reply chunked =
        (exchange, server) -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(new byte[1_000_000]);
        };
    try (MirrorServer large = replying(chunked)) {
      assertThatThrownBy(() -> bench.fetch(LONG, large.address()))
          .hasMessage("file.gz: 127.0.0.1 sends more than 200000 bytes");
    }
  }

  @Test
  void endsAfterTheTotalTime() throws Exception {
    Instant start = Instant.EPOCH;
    List<Instant> readings = new ArrayList<>(List.of(start, start));
    InstantSource leaping =
        () -> readings.isEmpty() ? start.plus(Duration.ofHours(1)) : readings.remove(0);
    try (MirrorServer mirror = replying(serving(CONTENT))) {
      FileDownload download = bench.download(LONG, leaping);

      assertThatThrownBy(
              () -> download.fetch(List.of(mirror.address()), bench.target(), DownloadBench::check))
          .hasMessage("file.gz: 127.0.0.1 not done in 60 s");
    }
  }

  @Test
  void passesAnInterruptOn() throws Exception {
    try (MirrorServer mute = replying(silent())) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> bench.fetch(LONG, mute.address()))
          .isInstanceOf(InterruptedException.class);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    } finally {
      Thread.interrupted();
    }
  }
}
