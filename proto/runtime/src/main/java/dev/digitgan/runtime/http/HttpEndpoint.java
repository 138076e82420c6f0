package dev.digitgan.runtime.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.digitgan.command.UserErrorException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /metrics} for Prometheus, {@code /healthz} (200 ready, 503 and why not), {@code /} for a
 * person.
 */
public final class HttpEndpoint implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpEndpoint.class);
  private static final int THREAD_COUNT = 2;
  private static final String TEXT = "text/plain; charset=utf-8";

  private final InetSocketAddress address;
  private final ServiceMetrics metrics;
  private final Readiness readiness;
  private final StatusPage page;

  @GuardedBy("this")
  private @Nullable Running running;

  private record Running(HttpServer server, ExecutorService threads) {}

  private record Answer(int status, String contentType, String body) {}

  /**
   * @param bindAddress a host name or address; "*" is every interface
   * @param port 0 = any free port
   */
  public HttpEndpoint(
      String bindAddress, int port, ServiceMetrics metrics, Readiness readiness, StatusPage page) {
    this.address =
        bindAddress.equals("*")
            ? new InetSocketAddress(port)
            : new InetSocketAddress(bindAddress, port);
    this.metrics = metrics;
    this.readiness = readiness;
    this.page = page;
  }

  /** Binds the port; {@link UserErrorException} where it is taken or not allowed. */
  public synchronized void start() {
    if (running != null) {
      throw new IllegalStateException("started already");
    }
    limitSlowClients();
    HttpServer server = bind();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREAD_COUNT,
            work -> {
              Thread thread = new Thread(work, "http");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    running = new Running(server, threads);
  }

  /** The port really bound. */
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
      throw new UserErrorException(
          String.format(
              Locale.ROOT,
              "--http-port: cannot listen on %s:%d: %s",
              address.getHostString(),
              address.getPort(),
              e.getMessage()),
          e);
    }
  }

  /** Seconds; read by the JDK's server when its first instance is made. */
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
    String method = exchange.getRequestMethod();
    try {
      return switch (exchange.getRequestURI().getPath()) {
        case "/", "/metrics", "/healthz" -> {
          if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            yield new Answer(405, TEXT, "GET and HEAD only\n");
          }
          yield known(exchange);
        }
        default -> new Answer(404, TEXT, "not here: see /\n");
      };
    } catch (RuntimeException e) {
      log.warn("cannot answer {}", exchange.getRequestURI(), e);
      return new Answer(500, TEXT, "failed: see the log\n");
    }
  }

  private Answer known(HttpExchange exchange) {
    return switch (exchange.getRequestURI().getPath()) {
      case "/metrics" -> {
        String accept = exchange.getRequestHeaders().getFirst("Accept");
        String contentType = ServiceMetrics.contentType(accept == null ? "" : accept);
        yield new Answer(200, contentType, metrics.scrape(contentType));
      }
      case "/healthz" -> {
        Optional<String> obstacle = readiness.obstacle();
        yield new Answer(obstacle.isEmpty() ? 200 : 503, TEXT, obstacle.orElse("ready") + "\n");
      }
      default -> new Answer(200, "text/html; charset=utf-8", page.html());
    };
  }
}
