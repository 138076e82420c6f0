package dev.digitgan.store.s3;

import dev.digitgan.store.ObjectStore.ObjectTooLargeException;
import dev.digitgan.store.ObjectStore.OutcomeUnknownException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Puts objects whose keys are free, by a client that does not retry. If the answer to a request is
 * lost, the next attempt may find the object that the first one wrote. Therefore each call marks
 * what it writes, and after such a loss reads the mark to find out who was first.
 */
record S3ConditionalPut(S3Store store, S3Client client, S3Settings settings) {
  /** The metadata that names the call that wrote an object. */
  private static final String WRITER = "digitgan-writer";

  /** Set to true when the request is handed to the connection. */
  private static final ExecutionAttribute<AtomicBoolean> SENT =
      new ExecutionAttribute<>("digitgan-sent");

  /**
   * Marks a request just before it is sent. A request that failed earlier, for example for want of
   * credentials, certainly has no effect.
   */
  static final class SentMark implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      AtomicBoolean sent = attributes.getAttribute(SENT);
      if (sent != null) {
        sent.set(true);
      }
    }
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
                    .putExecutionAttribute(SENT, sent)
                    .apiCallTimeout(settings.timeouts().attempt(sizeBytes))
                    .apiCallAttemptTimeout(settings.timeouts().attempt(sizeBytes)))
        .build();
  }

  /** Whether {@code writer} wrote the object; unknown if it does not exist or cannot be read. */
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

  /** Waits; false if the thread was interrupted, and still is. */
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
