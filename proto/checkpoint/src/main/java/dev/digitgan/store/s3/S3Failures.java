package dev.digitgan.store.s3;

import com.google.common.base.Throwables;
import dev.digitgan.outbound.TrustedAuthorities;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What the SDK's exceptions mean, and what the user can do about them. */
final class S3Failures {
  private static final String NO_CREDENTIALS = "Unable to load credentials";

  /** Failures that occur before anything is sent. */
  private static final Set<Class<? extends Exception>> BEFORE_SENDING =
      Set.of(
          ConnectException.class,
          UnknownHostException.class,
          NoRouteToHostException.class,
          ConnectTimeoutException.class,
          SSLHandshakeException.class,
          SSLPeerUnverifiedException.class);

  private S3Failures() {}

  /** The failure of an operation, such as "read", as an exception with a one-line message. */
  static IOException translate(String what, String key, ObjectStore store, SdkException e) {
    String message = "cannot %s %s in %s: %s".formatted(what, key, store, reason(e));
    if (e instanceof AbortedException) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException(message);
      interrupted.initCause(e);
      return interrupted;
    }
    return new IOException(message, e);
  }

  /** Whether the object does not exist. A missing bucket is another matter. */
  static boolean isAbsent(SdkException e) {
    return status(e) == 404 && !code(e).equals("NoSuchBucket");
  }

  /** Whether the condition of a put did not hold. */
  static boolean isPreconditionFailed(SdkException e) {
    return status(e) == 412;
  }

  /** Whether the failed request will certainly never take effect. */
  static boolean isWithoutEffect(SdkException e) {
    int status = status(e);
    return (status >= 400 && status < 500)
        || status == 501
        || BEFORE_SENDING.stream().anyMatch(type -> cause(e, type).isPresent())
        || isNoTls(e)
        || lacksCredentials(e);
  }

  /** Whether the same request may succeed later. */
  static boolean isTransient(SdkException e) {
    if (e instanceof AbortedException || lacksCredentials(e)) {
      return false;
    }
    int status = status(e);
    // 409: another conditional put of the key is under way.
    return status == 0
        || status == 408
        || status == 409
        || status == 429
        || (status >= 500 && status != 501)
        || e.retryable();
  }

  static String reason(SdkException e) {
    Optional<UnknownHostException> unknownHost = cause(e, UnknownHostException.class);
    if (e instanceof AwsServiceException) {
      // The answer to a HEAD has no code.
      return (status(e) + " " + code(e)).strip() + advice(e);
    }
    if (unknownHost.isPresent()) {
      return "unknown host "
          + unknownHost.get().getMessage()
          + "; check AWS_ENDPOINT_URL_S3, and whether DIGITGAN_S3_PATH_STYLE=true is needed";
    }
    Optional<ConnectException> connect = cause(e, ConnectException.class);
    if (connect.isPresent()) {
      return line(connect.get()) + "; check AWS_ENDPOINT_URL_S3";
    }
    Optional<SSLHandshakeException> handshake = cause(e, SSLHandshakeException.class);
    if (handshake.isPresent()) {
      return TrustedAuthorities.areMissing(handshake.get())
          ? TrustedAuthorities.ADVICE
          : "no TLS connection: " + line(handshake.get());
    }
    if (isNoTls(e)) {
      return "the server does not speak TLS; check whether AWS_ENDPOINT_URL_S3 is http://";
    }
    if (lacksCredentials(e)) {
      return "no credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE";
    }
    if (e instanceof ApiCallTimeoutException
        || e instanceof ApiCallAttemptTimeoutException
        || cause(e, SocketTimeoutException.class).isPresent()) {
      return "no answer in time (" + line(e) + "); is the endpoint up?";
    }
    return line(e);
  }

  private static String advice(SdkException e) {
    return switch (code(e)) {
      case "NoSuchBucket" -> "; make the bucket, or name another";
      case "RequestTimeTooSkewed" -> "; set this machine's clock";
      case "PermanentRedirect", "AuthorizationHeaderMalformed" ->
          "; set AWS_REGION to the bucket's region";
      default ->
          switch (status(e)) {
            case 301, 307 -> "; set AWS_REGION to the bucket's region";
            case 401, 403 -> "; check the AWS credentials and their rights to the bucket";
            case 404 -> "; is this the address of an S3 server?";
            case 405, 501 -> "; this server does not support what is asked";
            case 429, 500, 502, 503, 504 -> "; the server may recover";
            default -> ": " + line(e);
          };
    };
  }

  /** The TLS handshake failed, so nothing was sent. */
  private static boolean isNoTls(SdkException e) {
    return cause(e, SSLException.class)
        .filter(tls -> line(tls).startsWith("Unsupported or unrecognized SSL message"))
        .isPresent();
  }

  private static boolean lacksCredentials(SdkException e) {
    return e.getMessage() != null && e.getMessage().startsWith(NO_CREDENTIALS);
  }

  /** The answer's HTTP status; 0 without an answer. */
  private static int status(SdkException e) {
    return e instanceof AwsServiceException answer ? answer.statusCode() : 0;
  }

  private static String code(SdkException e) {
    return e instanceof AwsServiceException answer
            && answer.awsErrorDetails() != null
            && answer.awsErrorDetails().errorCode() != null
        ? answer.awsErrorDetails().errorCode()
        : "";
  }

  private static String line(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.lines().findFirst().orElse("");
  }

  private static <T extends Throwable> Optional<T> cause(Throwable e, Class<T> type) {
    return Throwables.getCausalChain(e).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
