package dev.digitgan.store.s3;

import dev.digitgan.store.ObjectTooLargeException;
import dev.digitgan.store.OutcomeUnknownException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Puts objects that are not there yet. When the answer to a request is lost, the next attempt may
 * find the object that this one wrote; so each call signs what it writes, and after such a loss
 * reads the signature rather than believe that another was first.
 */
final class S3ConditionalPut {
  /** Metadata that names the call which wrote an object. */
  private static final String WRITER = "digitgan-writer";

  private final S3Store store;
  private final S3Client client;
  private final S3Settings settings;

  /**
   * @param client makes each request once
   */
  S3ConditionalPut(S3Store store, S3Client client, S3Settings settings) {
    this.store = store;
    this.client = client;
    this.settings = settings;
  }

  boolean put(String key, byte[] bytes) throws IOException {
    String writer = UUID.randomUUID().toString();
    RequestBody body = RequestBody.fromBytes(bytes);
    BackoffStrategy backoff = settings.retries().backoff();
    long start = System.nanoTime();
    boolean mayHaveTakenEffect = false;
    for (int attempt = 1; ; attempt++) {
      SdkException failure;
      AtomicBoolean sent = new AtomicBoolean();
      try {
        client.putObject(request(key, writer, bytes.length, sent), body);
        return true;
      } catch (SdkException e) {
        failure = e;
      }
      if (S3Failures.isPreconditionFailed(failure)) {
        return mayHaveTakenEffect && isOurs(key, writer, bytes, failure);
      }
      mayHaveTakenEffect |= sent.get() && !S3Failures.isWithoutEffect(failure);
      boolean inTime = System.nanoTime() - start < settings.timeouts().call(bytes.length).toNanos();
      if (!S3Failures.isTransient(failure)
          || attempt >= settings.retries().maxAttempts()
          || !inTime
          || !slept(backoff, attempt)) {
        if (mayHaveTakenEffect) {
          return isOurs(key, writer, bytes, failure);
        }
        throw S3Failures.translate("write", key, store, failure);
      }
    }
  }

  private PutObjectRequest request(String key, String writer, long sizeBytes, AtomicBoolean sent) {
    return PutObjectRequest.builder()
        .bucket(store.location().bucket())
        .key(store.location().name(key))
        .ifNoneMatch("*")
        .metadata(Map.of(WRITER, writer))
        .overrideConfiguration(
            configuration ->
                configuration
                    .putExecutionAttribute(SentMark.SENT, sent)
                    .apiCallTimeout(settings.timeouts().attempt(sizeBytes))
                    .apiCallAttemptTimeout(settings.timeouts().attempt(sizeBytes)))
        .build();
  }

  /**
   * Whether the object that is there is the one of {@code writer}.
   *
   * @throws OutcomeUnknownException if there is none, or if that cannot be told
   */
  private boolean isOurs(String key, String writer, byte[] bytes, SdkException failure)
      throws OutcomeUnknownException {
    try {
      HeadObjectResponse head = store.head(key);
      String signature = head.metadata().get(WRITER);
      // Not every server keeps metadata.
      return signature != null ? signature.equals(writer) : holds(key, bytes);
    } catch (IOException e) {
      OutcomeUnknownException unknown =
          new OutcomeUnknownException(
              "whether %s was written to %s is not known: %s"
                  .formatted(key, store, S3Failures.reason(failure)),
              failure);
      unknown.addSuppressed(e);
      throw unknown;
    }
  }

  private boolean holds(String key, byte[] bytes) throws IOException {
    try {
      return Arrays.equals(store.read(key, bytes.length), bytes);
    } catch (ObjectTooLargeException e) {
      return false;
    }
  }

  /** Whether the delay went by; if not, the thread was interrupted, and still is. */
  private static boolean slept(BackoffStrategy backoff, int attempt) {
    try {
      Thread.sleep(backoff.computeDelay(attempt).toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
