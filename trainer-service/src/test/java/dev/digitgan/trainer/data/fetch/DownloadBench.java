package dev.digitgan.trainer.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.outbound.OutboundEnvironment;
import dev.digitgan.trainer.data.fetch.FileDownload.Limits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A download to {@code target} that accepts {@link #CONTENT} alone and only notes its pauses. */
record DownloadBench(Path target, List<Duration> pauses, OutboundEnvironment outbound) {
  static final byte[] CONTENT = content(100_000);
  static final byte[] OTHER = new byte[100_000];
  static final Duration LONG = Duration.ofSeconds(20);
  static final Duration SHORT = Duration.ofSeconds(1);

  DownloadBench(Path target) {
    this(target, Map.of());
  }

  DownloadBench(Path target, Map<String, String> variables) {
    this(target, new ArrayList<>(), OutboundEnvironment.of(variables));
  }

  void fetch(Duration silence, URI... mirrors) throws IOException, InterruptedException {
    download(silence, InstantSource.system()).fetch(List.of(mirrors), target, DownloadBench::check);
  }

  FileDownload download(Duration silence, InstantSource clock) {
    Limits limits =
        new Limits(LONG, silence, Duration.ofMinutes(1), 4, Duration.ofMillis(100), 200_000);
    return new FileDownload(limits, outbound, clock, pauses::add, new SplittableRandom(1));
  }

  static void check(Path file) throws IOException {
    if (!Arrays.equals(Files.readAllBytes(file), CONTENT)) {
      throw new IOException("other bytes");
    }
  }

  Path part() {
    return target.resolveSibling("file.gz.part");
  }

  void leavePart(byte[] bytes) throws IOException {
    Files.createDirectories(target.toAbsolutePath().getParent());
    Files.write(part(), bytes);
  }

  void assertNothingIsLeftOver() throws IOException {
    try (Stream<Path> files = Files.list(target.toAbsolutePath().getParent())) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .isSubsetOf("file.gz", "file.gz.lock");
    }
  }

  private static byte[] content(int sizeBytes) {
    byte[] content = new byte[sizeBytes];
    new SplittableRandom(7).nextBytes(content);
    return content;
  }
}
