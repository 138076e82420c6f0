package dev.digitgan.trainer.data.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A mirror on a free local port; it answers as told, one reply a request, the last one for ever.
 */
public final class MirrorServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Queue<Reply> replies;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private MirrorServer(HttpServer server, List<Reply> replies) {
    this.server = server;
    this.replies = new ConcurrentLinkedQueue<>(replies);
  }

  /** What is sent for one request. */
  @FunctionalInterface
  public interface Reply {
    void answer(HttpExchange exchange, MirrorServer server) throws IOException;
  }

  public static MirrorServer replying(Reply... replies) throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    MirrorServer mirror = new MirrorServer(HttpServer.create(anyPort, 0), List.of(replies));
    mirror.server.createContext("/", mirror::handle);
    mirror.server.setExecutor(mirror.threads);
    mirror.server.start();
    return mirror;
  }

  /** An address at which nobody listens any more. */
  public static URI closedAddress() throws IOException {
    try (MirrorServer server = replying(status(500))) {
      return server.address();
    }
  }

  /** The bytes asked for, by range or whole. */
  public static Reply serving(byte[] content) {
    return (exchange, server) -> {
      String range = exchange.getRequestHeaders().getFirst("Range");
      int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
      if (from >= content.length) {
        exchange.sendResponseHeaders(416, -1);
        return;
      }
      if (range != null) {
        exchange
            .getResponseHeaders()
            .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/*");
      }
      exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - from);
      exchange.getResponseBody().write(content, from, content.length - from);
    };
  }

  /** All bytes, whatever range was asked for. */
  public static Reply servingWhole(byte[] content) {
    return (exchange, server) -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
    };
  }

  /** Promises all bytes and hangs up after some. */
  public static Reply cutAfter(int sentBytes, byte[] content) {
    return (exchange, server) -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, sentBytes);
      exchange.getResponseBody().flush();
    };
  }

  /** Promises all bytes and falls silent after some. */
  public static Reply stallingAfter(int sentBytes, byte[] content) {
    return (exchange, server) -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, sentBytes);
      exchange.getResponseBody().flush();
      server.awaitClosing();
    };
  }

  public static Reply silent() {
    return (exchange, server) -> server.awaitClosing();
  }

  public static Reply status(int code) {
    return (exchange, server) -> exchange.sendResponseHeaders(code, -1);
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** "path range" of each request, "-" for no range. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(exchange.getRequestURI().getPath() + " " + (range == null ? "-" : range));
    Reply reply = replies.size() > 1 ? replies.remove() : replies.element();
    try (exchange) {
      reply.answer(exchange, this);
    }
  }

  private void awaitClosing() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
