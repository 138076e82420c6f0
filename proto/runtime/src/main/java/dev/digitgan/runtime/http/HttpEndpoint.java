package dev.digitgan.runtime.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.runtime.command.ServicePorts;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP port of a service: {@code /metrics} for Prometheus, {@code /healthz} (200, or 503 and
 * why it is not ready) and the {@link StatusPage}.
 */
public final class HttpEndpoint implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpEndpoint.class);
  private static final int THREAD_COUNT = 2;
  private static final Set<String> PATHS = Set.of("/", "/metrics", "/healthz");
  private static final Set<String> METHODS = Set.of("GET", "HEAD");
  private static final String TEXT = "text/plain; charset=utf-8";

  private final InetSocketAddress address;
  private final ServiceMetrics metrics;
  private final Supplier<Optional<String>> obstacle;
  private final StatusPage page;

  @GuardedBy("this")
  private @Nullable Running running;

  private record Running(HttpServer server, ExecutorService threads) {}

  private record Answer(int status, String contentType, String body) {}

  /**
   * @param bindAddress a host name or address; "*" is every interface
   * @param port 0 = any free port
   * @param obstacle why the service is not ready, in a few words; called by several threads
   */
  public HttpEndpoint(
      String bindAddress,
      int port,
      ServiceMetrics metrics,
      Supplier<Optional<String>> obstacle,
      StatusPage page) {
    this.address = ServicePorts.address(bindAddress, port);
    this.metrics = metrics;
    this.obstacle = obstacle;
    this.page = page;
  }

  /** Binds the port; throws {@link UserErrorException} if it is taken or not allowed. */
  public synchronized void start() {
    if (running != null) {
      throw new IllegalStateException("started already");
    }
    limitSlowClients();
    HttpServer server = bind();
    ExecutorService threads =
        Executors.newFixedThreadPool(THREAD_COUNT, new DefaultThreadFactory("http", true));
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    running = new Running(server, threads);
  }

  /** Returns the port that was bound. */
  public synchronized int port() {
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running.server.getAddress().getPort();
  }

  @Override
  public synchronized void close() {
    if (running != null) {
      running.server.stop(0);
      running.threads.shutdownNow();
      running = null;
    }
  }

  private HttpServer bind() {
    try {
      return HttpServer.create(address, 0);
    } catch (IOException e) {
      throw ServicePorts.cannotListen("--http-port", address.getHostString(), address.getPort(), e);
    }
  }

  /** Sets limits in seconds, which the JDK reads when it makes its first server. */
  private static void limitSlowClients() {
    for (String limit :
        new String[] {"sun.net.httpserver.maxReqTime", "sun.net.httpserver.maxRspTime"}) {
      if (System.getProperty(limit) == null) {
        System.setProperty(limit, "10");
      }
    }
  }

  private void answer(HttpExchange exchange) {
    try (exchange) {
      Answer answer = answerTo(exchange);
      byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType);
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(answer.status, -1);
      } else {
        exchange.sendResponseHeaders(answer.status, body.length);
        exchange.getResponseBody().write(body);
      }
    } catch (IOException e) {
      log.debug("the client of {} went away", exchange.getRequestURI(), e);
    }
  }

  private Answer answerTo(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    if (!PATHS.contains(path)) {
      return new Answer(404, TEXT, "not here: see /\n");
    }
    if (!METHODS.contains(exchange.getRequestMethod())) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return new Answer(405, TEXT, "GET and HEAD only\n");
    }
    try {
      return switch (path) {
        case "/metrics" -> {
          String accept = exchange.getRequestHeaders().getFirst("Accept");
          String contentType = ServiceMetrics.contentType(accept == null ? "" : accept);
          yield new Answer(200, contentType, metrics.scrape(contentType));
        }
        case "/healthz" -> {
          Optional<String> why = obstacle.get();
          yield new Answer(why.isEmpty() ? 200 : 503, TEXT, why.orElse("ready") + "\n");
        }
        default -> new Answer(200, "text/html; charset=utf-8", page.html());
      };
    } catch (RuntimeException e) {
      log.warn("cannot answer {}", exchange.getRequestURI(), e);
      return new Answer(500, TEXT, "failed: see the log\n");
    }
  }
}
