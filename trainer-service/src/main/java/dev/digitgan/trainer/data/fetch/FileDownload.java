package dev.digitgan.trainer.data.fetch;

import dev.digitgan.outbound.OutboundEnvironment;
import dev.digitgan.outbound.TrustedAuthorities;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLHandshakeException;

/** Downloads a file from the first mirror that delivers it intact. */
public final class FileDownload {
  private final DownloadLimits limits;
  private final InstantSource clock;
  private final Pause pause;
  private final RandomGenerator jitter;
  private final OutboundEnvironment outbound;

  FileDownload(
      DownloadLimits limits,
      OutboundEnvironment outbound,
      InstantSource clock,
      Pause pause,
      RandomGenerator jitter) {
    this.limits = limits;
    this.outbound = outbound;
    this.clock = clock;
    this.pause = pause;
    this.jitter = jitter;
  }

  /**
   * A download that gives up where {@code limits} say so.
   *
   * @param outbound by which proxies the mirrors are reached, and which authorities are trusted
   */
  public static FileDownload within(DownloadLimits limits, OutboundEnvironment outbound) {
    return new FileDownload(
        limits,
        outbound,
        InstantSource.system(),
        duration -> Thread.sleep(duration.toMillis()),
        RandomGenerator.getDefault());
  }

  /**
   * Replaces {@code target} atomically by a file that passed {@code check}, or leaves it untouched
   * and says in one line what each mirror did. Unverified bytes wait beside the target for a later
   * run to continue, unless they failed the check. {@link FileSystemException} if it cannot be
   * written there.
   */
  public void fetch(List<URI> mirrors, Path target, Check check)
      throws IOException, InterruptedException {
    RangeRequest request = new RangeRequest(client(), limits, clock);
    Instant deadline = clock.instant().plus(limits.total());
    List<String> failures = new ArrayList<>();
    try (PartialFile file = PartialFile.of(target)) {
      for (URI mirror : mirrors) {
        try {
          fetchFrom(mirror, request, file, check, deadline);
          file.commit();
          return;
        } catch (ClosedByInterruptException | FileSystemException e) {
          // No mirror's fault.
          throw e;
        } catch (IOException e) {
          failures.add(mirror.getHost() + " " + reason(e));
        }
      }
    } catch (ClosedByInterruptException e) {
      Thread.interrupted(); // as InterruptedException has it; the channel left the flag set
      throw new InterruptedException("while writing " + target);
    }
    throw new IOException(target.getFileName() + ": " + String.join(", ", failures));
  }

  /** An IOException where the environment is wrong about proxies or authorities. */
  private HttpClient client() throws IOException {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(limits.connect());
    try {
      client.proxy(outbound.proxies());
      outbound.authorities().ifPresent(trusted -> client.sslContext(trusted.sslContext()));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    return client.build();
  }

  private void fetchFrom(
      URI mirror, RangeRequest request, PartialFile file, Check check, Instant deadline)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      boolean isLast = attempt == limits.attemptsPerMirror() || clock.instant().isAfter(deadline);
      long sizeBefore = file.sizeBytes();
      try {
        request.complete(file, mirror, deadline);
      } catch (IOException e) {
        boolean isHopeful = file.sizeBytes() > sizeBefore || e instanceof MirrorBusyException;
        if (isLast || !isHopeful) {
          throw e;
        }
        pause.lasting(pauseAfter(attempt));
        continue;
      }
      try {
        check.verify(file.path());
        return;
      } catch (IOException e) {
        file.clear();
        // What was continued may have been another mirror's or an older file: once more, in whole.
        if (isLast || sizeBefore == 0) {
          throw e;
        }
      }
    }
  }

  private Duration pauseAfter(int attempt) {
    double share = 1 - 0.5 * jitter.nextDouble();
    return Duration.ofMillis((long) (limits.pause().toMillis() * share * (1L << (attempt - 1))));
  }

  private static String reason(IOException failure) {
    if (failure instanceof HttpConnectTimeoutException) {
      return "cannot be reached in time";
    }
    if (failure instanceof ConnectException) {
      return "cannot be reached";
    }
    if (failure instanceof SSLHandshakeException handshake
        && TrustedAuthorities.areMissing(handshake)) {
      return "cannot be trusted: " + TrustedAuthorities.ADVICE;
    }
    return String.valueOf(failure.getMessage());
  }

  /** Decides whether a complete download is what was wanted; throws, with the reason, if not. */
  @FunctionalInterface
  public interface Check {
    void verify(Path file) throws IOException;
  }

  @FunctionalInterface
  interface Pause {
    void lasting(Duration duration) throws InterruptedException;
  }
}
