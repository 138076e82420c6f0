package dev.digitgan.runtime.tracing;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Takes traces by OTLP over HTTP. */
final class Collector implements AutoCloseable {
  final List<ReceivedSpan> spans = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  /**
   * @param attributes its own, and those of what sent it
   * @param kind 1 internal, 2 server
   * @param status 0 unset, 1 OK, 2 error
   */
  record ReceivedSpan(
      String trace,
      String id,
      String parent,
      String name,
      long kind,
      long startNanos,
      long endNanos,
      long status,
      Map<String, String> attributes) {}

  Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::receive);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream body = exchange.getRequestBody()) {
      boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      InputStream plain = packed ? new GZIPInputStream(body) : body;
      for (UnknownFieldSet ofResource :
          messages(UnknownFieldSet.parseFrom(plain.readAllBytes()), 1).toList()) {
        Map<String, String> attributes =
            attributes(messages(ofResource, 1).flatMap(resource -> messages(resource, 1)));
        messages(ofResource, 2)
            .flatMap(scope -> messages(scope, 2))
            .forEach(span -> spans.add(span(span, attributes)));
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static ReceivedSpan span(UnknownFieldSet span, Map<String, String> resource) {
    Map<String, String> attributes = new HashMap<>(resource);
    attributes.putAll(attributes(messages(span, 9)));
    return new ReceivedSpan(
        HexFormat.of().formatHex(bytes(span, 1).toByteArray()),
        HexFormat.of().formatHex(bytes(span, 2).toByteArray()),
        HexFormat.of().formatHex(bytes(span, 4).toByteArray()),
        bytes(span, 5).toStringUtf8(),
        number(span.getField(6).getVarintList()),
        number(span.getField(7).getFixed64List()),
        number(span.getField(8).getFixed64List()),
        messages(span, 15)
            .map(status -> number(status.getField(3).getVarintList()))
            .findFirst()
            .orElse(0L),
        attributes);
  }

  private static Map<String, String> attributes(Stream<UnknownFieldSet> pairs) {
    Map<String, String> attributes = new HashMap<>();
    pairs.forEach(
        pair -> {
          UnknownFieldSet value = messages(pair, 2).findFirst().orElseThrow();
          Field text = value.getField(1);
          attributes.put(
              bytes(pair, 1).toStringUtf8(),
              text.getLengthDelimitedList().isEmpty()
                  ? Long.toString(number(value.getField(3).getVarintList()))
                  : text.getLengthDelimitedList().get(0).toStringUtf8());
        });
    return attributes;
  }

  private static Stream<UnknownFieldSet> messages(UnknownFieldSet in, int number) {
    return in.getField(number).getLengthDelimitedList().stream()
        .map(
            bytes -> {
              try {
                return UnknownFieldSet.parseFrom(bytes);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  private static ByteString bytes(UnknownFieldSet in, int number) {
    List<ByteString> all = in.getField(number).getLengthDelimitedList();
    return all.isEmpty() ? ByteString.EMPTY : all.get(0);
  }

  private static long number(List<Long> values) {
    return values.isEmpty() ? 0 : values.get(0);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
