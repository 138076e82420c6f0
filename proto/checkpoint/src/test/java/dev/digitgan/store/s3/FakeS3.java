package dev.digitgan.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * As much of an S3 server as is needed to fail at a chosen moment: each request takes the next of
 * the scripted failures, and is served well when none is left.
 */
final class FakeS3 implements AutoCloseable {
  private static final String SIGNATURE = "x-amz-meta-digitgan-writer";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Map<String, Held> objects = new TreeMap<>();

  @GuardedBy("lock")
  private final Deque<Failure> script = new ArrayDeque<>();

  @GuardedBy("lock")
  private final List<String> requests = new ArrayList<>();

  @GuardedBy("lock")
  private boolean keepsMetadata = true;

  private FakeS3(HttpServer server) {
    this.server = server;
  }

  static FakeS3 start() throws IOException {
    FakeS3 fake =
        new FakeS3(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    fake.server.setExecutor(fake.threads);
    fake.server.createContext("/", fake::handle);
    fake.server.start();
    return fake;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void failNext(Failure... failures) {
    synchronized (lock) {
      script.addAll(Arrays.asList(failures));
    }
  }

  void forgetMetadata() {
    synchronized (lock) {
      keepsMetadata = false;
    }
  }

  /** Methods of the requests so far, in order. */
  List<String> requests() {
    synchronized (lock) {
      return List.copyOf(requests);
    }
  }

  /** Puts an object there as another client would. */
  void hold(String path, String content) {
    synchronized (lock) {
      objects.put(path, new Held(content.getBytes(UTF_8), "another"));
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    // close() without an answer drops the connection.
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Failure failure;
      synchronized (lock) {
        requests.add(exchange.getRequestMethod());
        failure = script.isEmpty() ? Failure.NONE : script.remove();
      }
      if (failure.status != 0) {
        answer(exchange, failure.status, error(failure.code));
      } else if (failure == Failure.DROP) {
        return;
      } else {
        serve(exchange, body, failure);
      }
    }
  }

  private void serve(HttpExchange exchange, byte[] body, Failure failure) throws IOException {
    String path = exchange.getRequestURI().getPath();
    switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        boolean conditional = exchange.getRequestHeaders().containsKey("If-None-Match");
        boolean stored =
            store(path, body, exchange.getRequestHeaders().getFirst(SIGNATURE), conditional);
        if (failure == Failure.DROP_ANSWER) {
          return;
        }
        answer(exchange, stored ? 200 : 412, stored ? "" : error("PreconditionFailed"));
      }
      case "GET", "HEAD" -> send(exchange, held(path), failure);
      default -> answer(exchange, 204, "");
    }
  }

  private boolean store(String path, byte[] body, @Nullable String writer, boolean conditional) {
    synchronized (lock) {
      if (conditional && objects.containsKey(path)) {
        return false;
      }
      objects.put(path, new Held(body, keepsMetadata ? writer : null));
      return true;
    }
  }

  private @Nullable Held held(String path) {
    synchronized (lock) {
      return objects.get(path);
    }
  }

  private static void send(HttpExchange exchange, @Nullable Held held, Failure failure)
      throws IOException {
    if (held == null) {
      answer(exchange, 404, error("NoSuchKey"));
      return;
    }
    if (held.writer != null) {
      exchange.getResponseHeaders().set(SIGNATURE, held.writer);
    }
    exchange.getResponseHeaders().set("Last-Modified", "Sat, 01 Aug 2026 00:00:00 GMT");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", "" + held.bytes.length);
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    exchange.sendResponseHeaders(200, failure == Failure.NO_LENGTH ? 0 : held.bytes.length);
    int sentBytes = failure == Failure.TRUNCATE ? held.bytes.length / 2 : held.bytes.length;
    exchange.getResponseBody().write(held.bytes, 0, sentBytes);
    exchange.getResponseBody().flush();
  }

  private static void answer(HttpExchange exchange, int status, String content) throws IOException {
    byte[] bytes =
        exchange.getRequestMethod().equals("HEAD") ? new byte[0] : content.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String error(String code) {
    return "<Error><Code>" + code + "</Code><Message>scripted</Message></Error>";
  }

  /** What befalls a request. */
  enum Failure {
    NONE(0, ""),
    /** The connection ends without an answer; nothing was done. */
    DROP(0, ""),
    /** What was asked is done, and the connection ends without an answer. */
    DROP_ANSWER(0, ""),
    /** Half the object is sent. */
    TRUNCATE(0, ""),
    /** The object is sent without its length. */
    NO_LENGTH(0, ""),
    SLOW_DOWN(503, "SlowDown"),
    CONFLICT(409, "ConditionalRequestConflict"),
    BAD_REQUEST(400, "Odd"),
    FORBIDDEN(403, "AccessDenied"),
    NOT_IMPLEMENTED(501, "NotImplemented");

    final int status;
    final String code;

    Failure(int status, String code) {
      this.status = status;
      this.code = code;
    }
  }

  private static final class Held {
    final byte[] bytes;
    final @Nullable String writer;

    Held(byte[] bytes, @Nullable String writer) {
      this.bytes = bytes;
      this.writer = writer;
    }
  }
}
