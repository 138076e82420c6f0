package dev.digitgan.store.s3;

import dev.digitgan.store.ConditionalPutProbe;
import dev.digitgan.store.LimitedRead;
import dev.digitgan.store.ObjectKeys;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects in a bucket of an S3 server that honours {@code If-None-Match: *} on puts, which {@link
 * ConditionalPutProbe} tests. The settings' time-outs and attempts limit every call.
 */
public final class S3Store implements ObjectStore {
  private static final int PAGE_OBJECTS = 1000;

  private final S3Location location;
  private final S3Settings settings;
  private final S3Clients clients;
  private final S3ConditionalPut conditionalPut;

  private S3Store(S3Location location, S3Settings settings, S3Clients clients) {
    this.location = location;
    this.settings = settings;
    this.clients = clients;
    conditionalPut = new S3ConditionalPut(this, clients.single(), settings);
  }

  /** A store at {@code location}. The server is not contacted yet. */
  public static S3Store open(
      S3Location location, S3Settings settings, AwsCredentialsProvider credentials) {
    return new S3Store(location, settings, S3Clients.open(location, settings, credentials));
  }

  S3Location location() {
    return location;
  }

  @Override
  public byte[] read(String key, long maxBytes) throws IOException {
    String name = location.name(key);
    Optional<byte[]> bytes;
    try {
      bytes =
          clients
              .retrying()
              .getObject(
                  request ->
                      request
                          .bucket(location.bucket())
                          .key(name)
                          .overrideConfiguration(timeouts(maxBytes)),
                  (response, body) -> receive(key, response, body, maxBytes));
    } catch (SdkException e) {
      throw failure("read", key, e);
    }
    return bytes.orElseThrow(() -> new ObjectTooLargeException(this, key, maxBytes));
  }

  private IOException failure(String what, String key, SdkException e) {
    return S3Failures.isAbsent(e)
        ? new NoSuchObjectException(this, key, e)
        : S3Failures.translate(what, key, this, e);
  }

  /** The object; empty if it is too large. RetryableException if the answer broke off. */
  private Optional<byte[]> receive(
      String key, GetObjectResponse response, AbortableInputStream body, long maxBytes) {
    try {
      return Optional.of(
          response.contentLength() == null
              ? LimitedRead.upTo(maxBytes, body, this, key)
              : LimitedRead.exactly(response.contentLength(), body, this, key, maxBytes));
    } catch (ObjectTooLargeException e) {
      body.abort(); // Otherwise the client would read the rest to keep the connection.
      return Optional.empty();
    } catch (IOException e) {
      body.abort();
      throw RetryableException.create("the answer broke off: " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<StoredObject> stat(String key) throws IOException {
    try {
      HeadObjectResponse head = head(key);
      return Optional.of(new StoredObject(key, head.contentLength(), head.lastModified()));
    } catch (NoSuchObjectException e) {
      return Optional.empty();
    }
  }

  HeadObjectResponse head(String key) throws IOException {
    String name = location.name(key);
    try {
      return clients
          .retrying()
          .headObject(
              request ->
                  request.bucket(location.bucket()).key(name).overrideConfiguration(timeouts(0)));
    } catch (SdkException e) {
      throw failure("look at", key, e);
    }
  }

  @Override
  public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
    return conditionalPut.put(ObjectKeys.requireKey(key), bytes);
  }

  @Override
  public void put(String key, byte[] bytes) throws IOException {
    String name = location.name(key);
    try {
      clients
          .retrying()
          .putObject(
              request ->
                  request
                      .bucket(location.bucket())
                      .key(name)
                      .overrideConfiguration(timeouts(bytes.length)),
              RequestBody.fromBytes(bytes));
    } catch (SdkException e) {
      throw S3Failures.translate("write", key, this, e);
    }
  }

  @Override
  public void delete(String key) throws IOException {
    String name = location.name(key);
    try {
      clients
          .retrying()
          .deleteObject(
              request ->
                  request.bucket(location.bucket()).key(name).overrideConfiguration(timeouts(0)));
    } catch (SdkException e) {
      if (!S3Failures.isAbsent(e)) {
        throw S3Failures.translate("remove", key, this, e);
      }
    }
  }

  @Override
  public List<StoredObject> listObjects(String prefix) throws IOException {
    ObjectKeys.requirePrefix(prefix);
    ListObjectsV2Request request =
        ListObjectsV2Request.builder()
            .bucket(location.bucket())
            .prefix(location.prefix() + prefix)
            .maxKeys(PAGE_OBJECTS)
            .overrideConfiguration(timeouts(0))
            .build();
    List<StoredObject> objects = new ArrayList<>();
    try {
      for (S3Object object : clients.retrying().listObjectsV2Paginator(request).contents()) {
        String key = object.key().substring(location.prefix().length());
        // The bucket may hold other things too, such as the markers of folders.
        if (ObjectKeys.isKey(key)) {
          objects.add(new StoredObject(key, object.size(), object.lastModified()));
        }
      }
    } catch (SdkException e) {
      throw S3Failures.translate("list", prefix, this, e);
    }
    objects.sort(Comparator.comparing(StoredObject::key));
    return List.copyOf(objects);
  }

  private Consumer<AwsRequestOverrideConfiguration.Builder> timeouts(long sizeBytes) {
    return configuration ->
        configuration
            .apiCallTimeout(settings.timeouts().call(sizeBytes))
            .apiCallAttemptTimeout(settings.timeouts().attempt(sizeBytes));
  }

  @Override
  public String toString() {
    return settings.endpoint() == null
        ? location.toString()
        : location + " at " + settings.endpoint();
  }

  @Override
  public void close() {
    clients.close();
  }
}
