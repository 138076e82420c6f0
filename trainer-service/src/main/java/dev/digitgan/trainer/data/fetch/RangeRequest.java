package dev.digitgan.trainer.data.fetch;

import dev.digitgan.trainer.data.fetch.FileDownload.Limits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One attempt at one mirror: requests the missing bytes and appends them. */
record RangeRequest(HttpClient client, Limits limits, InstantSource clock) {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int NOTHING_LEFT = 416;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  /** The mirror is busy and may answer after a pause. */
  static final class MirrorBusyException extends IOException {
    private static final long serialVersionUID = 1L;

    MirrorBusyException(String message) {
      super(message);
    }
  }

  /** Completes the file; after a failure the file keeps its bytes for the next attempt. */
  void complete(PartialFile file, URI address, Instant deadline)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(limits.silence());
    if (file.sizeBytes() > 0) {
      request.header("Range", "bytes=" + file.sizeBytes() + "-");
    }
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = send(request.build());
    try (BodyPieces pieces = new BodyPieces()) {
      response.body().subscribe(pieces);
      if (begins(response, file)) {
        append(pieces, file, deadline);
      }
    }
  }

  private HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(HttpRequest request)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> answer =
        client.sendAsync(request, BodyHandlers.ofPublisher());
    try {
      // The request's own time-out does not cover the host name lookup.
      return answer.get(limits.silence().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no answer in " + limits.silence().toMillis() + " ms");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  /** Whether bytes follow; truncates the file to where the body begins. */
  private boolean begins(HttpResponse<?> response, PartialFile file) throws IOException {
    int status = response.statusCode();
    if (status == NOTHING_LEFT && file.sizeBytes() > 0) {
      return false;
    }
    if (status == TOO_MANY || status >= SERVER_ERROR) {
      throw new MirrorBusyException("HTTP " + status);
    }
    if (status != OK && status != PARTIAL) {
      throw new IOException("HTTP " + status);
    }
    String range = response.headers().firstValue("Content-Range").orElse("");
    if (status == PARTIAL && !range.startsWith("bytes " + file.sizeBytes() + "-")) {
      throw new IOException("sent another range than requested: " + range);
    }
    if (status == OK) {
      file.clear();
    }
    long length = response.headers().firstValueAsLong("Content-Length").orElse(0);
    refuseOver(file.sizeBytes() + length);
    return true;
  }

  private void append(BodyPieces pieces, PartialFile file, Instant deadline)
      throws IOException, InterruptedException {
    Optional<List<ByteBuffer>> piece = pieces.next(limits.silence());
    while (piece.isPresent()) {
      if (clock.instant().isAfter(deadline)) {
        throw new HttpTimeoutException("not done in " + limits.total().toSeconds() + " s");
      }
      for (ByteBuffer bytes : piece.get()) {
        refuseOver(file.sizeBytes() + bytes.remaining());
        file.append(bytes);
      }
      piece = pieces.next(limits.silence());
    }
  }

  private void refuseOver(long sizeBytes) throws IOException {
    if (sizeBytes > limits.fileBytes()) {
      throw new IOException("sends more than " + limits.fileBytes() + " bytes");
    }
  }
}
