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
  private final Limits limits;
  private final InstantSource clock;
  private final Pause pause;
  private final RandomGenerator jitter;
  private final OutboundEnvironment outbound;

  FileDownload(
      Limits limits,
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
   * The limits of a download.
   *
   * @param connect time-out of a connection
   * @param silence longest wait for the answer, and between two pieces of it
   * @param total for one file, over all mirrors; checked whenever bytes arrive and between attempts
   * @param attemptsPerMirror another attempt is made only at a mirror that sent some bytes or said
   *     that it was busy, so that without a network the download fails after one round of mirrors
   * @param pause before the second attempt; doubles, minus a random share of up to half
   * @param fileBytes limit of the file's size
   */
  public record Limits(
      Duration connect,
      Duration silence,
      Duration total,
      int attemptsPerMirror,
      Duration pause,
      long fileBytes) {
    public static final Limits STANDARD =
        new Limits(
            Duration.ofSeconds(3),
            Duration.ofSeconds(5),
            Duration.ofMinutes(10),
            4,
            Duration.ofMillis(300),
            64L << 20);
  }

  /** Makes a download that reaches its mirrors by the proxies and authorities of the process. */
  public static FileDownload within(Limits limits, OutboundEnvironment outbound) {
    return new FileDownload(
        limits,
        outbound,
        InstantSource.system(),
        duration -> Thread.sleep(duration.toMillis()),
        RandomGenerator.getDefault());
  }

  /**
   * Replaces {@code target} atomically by a file that passed {@code check}, or leaves it unchanged
   * and says in one line what each mirror did. A partial file stays next to the target, so that a
   * later run can continue it, unless it failed the check. Throws {@link FileSystemException} if
   * the target cannot be written.
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
          throw e; // Not the mirror's fault.
        } catch (IOException e) {
          failures.add(mirror.getHost() + " " + reason(e));
        }
      }
    } catch (ClosedByInterruptException e) {
      Thread.interrupted(); // The channel left the flag set; InterruptedException clears it.
      throw new InterruptedException("while writing " + target);
    }
    throw new IOException(target.getFileName() + ": " + String.join(", ", failures));
  }

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
        boolean retry =
            file.sizeBytes() > sizeBefore || e instanceof RangeRequest.MirrorBusyException;
        if (isLast || !retry) {
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
        // The continued part may have come from another or an older file: fetch the whole file.
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

  /** Verifies a complete download; throws, with the reason, if it is wrong. */
  @FunctionalInterface
  public interface Check {
    void verify(Path file) throws IOException;
  }

  @FunctionalInterface
  interface Pause {
    void lasting(Duration duration) throws InterruptedException;
  }
}
