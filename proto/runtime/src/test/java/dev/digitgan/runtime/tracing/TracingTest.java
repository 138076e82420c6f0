package dev.digitgan.runtime.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.digitgan.command.UserErrorException;
import dev.digitgan.runtime.grpc.ConnectionLimits;
import dev.digitgan.runtime.grpc.GrpcEndpoint;
import dev.digitgan.runtime.grpc.GrpcSettings;
import dev.digitgan.runtime.grpc.Transport;
import dev.digitgan.runtime.testing.Channels;
import dev.digitgan.runtime.testing.TextService;
import dev.digitgan.runtime.tracing.Collector.ReceivedSpan;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What arrives at a collector. */
final class TracingTest {
  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
  private static final String PROTOCOL = "otel.exporter.otlp.protocol";
  private static final String SAMPLER = "otel.traces.sampler";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "b7ad6b7169203331";

  private final Collector collector = new Collector();
  private final Channels channels = new Channels();
  private final long started = System.nanoTime();

  TracingTest() throws IOException {}

  @BeforeEach
  void pointToTheCollector() {
    System.setProperty(ENDPOINT, collector.endpoint());
  }

  @AfterEach
  void stop() {
    System.clearProperty(ENDPOINT);
    System.clearProperty(SAMPLER);
    System.clearProperty(PROTOCOL);
    channels.close();
    collector.close();
  }

  @Test
  void aCallIsASpanBelowItsCallersWithItsParts() {
    try (GrpcEndpoint endpoint = start(Optional.of("digitgan-test"))) {
      assertThat(TextService.ask(calledBy(channels.plain(endpoint.port())), "parts"))
          .isEqualTo("true");
    }

    ReceivedSpan call = span("test.Text/Answer");
    assertThat(call.trace()).isEqualTo(TRACE);
    assertThat(call.parent()).isEqualTo(CALLER);
    assertThat(call.kind()).isEqualTo(2);
    assertThat(call.status()).isZero();
    assertThat(call.attributes())
        .contains(
            entry("service.name", "digitgan-test"),
            entry("rpc.system.name", "grpc"),
            entry("rpc.method", "test.Text/Answer"),
            entry("rpc.response.status_code", "OK"),
            entry("network.peer.address", "127.0.0.1"))
        .containsKey("network.peer.port")
        .doesNotContainKey("error.type");
    for (ReceivedSpan part : List.of(span("queue"), span("engine"))) {
      assertThat(part.trace()).isEqualTo(TRACE);
      assertThat(part.parent()).isEqualTo(call.id());
      assertThat(part.kind()).isEqualTo(1);
      assertThat(part.endNanos()).isBetween(call.startNanos(), call.endNanos());
    }
    assertThat(span("engine").endNanos() - span("engine").startNanos()).isEqualTo(1_500);
    assertThat(span("engine").startNanos()).isEqualTo(span("queue").endNanos());
    assertThat(collector.spans).hasSize(3);
  }

  @Test
  void tracesGoByGrpcWhereTheEnvironmentSaysSo() throws Exception {
    try (GrpcCollector grpc = new GrpcCollector()) {
      System.setProperty(ENDPOINT, "http://127.0.0.1:" + grpc.port());
      System.setProperty(PROTOCOL, "grpc");
      try (GrpcEndpoint endpoint = start(Optional.of("digitgan-test"))) {
        TextService.ask(channels.plain(endpoint.port()), "parts");
      }

      assertThat(grpc.received())
          .singleElement()
          .satisfies(
              request -> assertThat(new String(request, UTF_8)).contains("test.Text/Answer"));
    }
  }

  @Test
  void aCallThatTheServerFailedIsAnError() {
    try (GrpcEndpoint endpoint = start(Optional.of("digitgan-test"))) {
      assertThatThrownBy(() -> TextService.ask(channels.plain(endpoint.port()), "UNAVAILABLE"))
          .hasMessage("UNAVAILABLE: as asked");
    }

    ReceivedSpan call = span("test.Text/Answer");
    assertThat(call.parent()).isEmpty();
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.attributes())
        .contains(
            entry("rpc.response.status_code", "UNAVAILABLE"), entry("error.type", "UNAVAILABLE"));
  }

  @Test
  void aCallThatTheCallerGotWrongIsNone() {
    try (GrpcEndpoint endpoint = start(Optional.of("digitgan-test"))) {
      assertThatThrownBy(() -> TextService.ask(channels.plain(endpoint.port()), "INVALID_ARGUMENT"))
          .hasMessage("INVALID_ARGUMENT: as asked");
    }

    assertThat(span("test.Text/Answer").status()).isZero();
    assertThat(span("test.Text/Answer").attributes())
        .containsEntry("rpc.response.status_code", "INVALID_ARGUMENT")
        .doesNotContainKey("error.type");
  }

  @Test
  void probesAreNotTraced() {
    try (GrpcEndpoint endpoint = start(Optional.of("digitgan-test"))) {
      HealthGrpc.newBlockingStub(channels.plain(endpoint.port()))
          .check(HealthCheckRequest.getDefaultInstance());
    }

    assertThat(collector.spans).isEmpty();
  }

  @Test
  void aCallThatIsNotSampledHasNoParts() {
    System.setProperty(SAMPLER, "always_off");
    try (GrpcEndpoint endpoint = start(Optional.of("digitgan-test"))) {
      assertThat(TextService.ask(channels.plain(endpoint.port()), "parts")).isEqualTo("false");
    }

    assertThat(collector.spans).isEmpty();
  }

  @Test
  void withoutTracingTellingOfPartsDoesNothing() {
    try (GrpcEndpoint endpoint = start(Optional.empty())) {
      assertThat(TextService.ask(channels.plain(endpoint.port()), "parts")).isEqualTo("false");
    }

    assertThat(collector.spans).isEmpty();
  }

  @Test
  void anEnvironmentThatMakesNoSenseIsAUserError() {
    System.setProperty(ENDPOINT, "collector");

    assertThatThrownBy(() -> start(Optional.of("digitgan-test")).close())
        .isInstanceOf(UserErrorException.class)
        .hasMessageStartingWith("--tracing: ")
        .hasMessageContaining("collector");
  }

  private GrpcEndpoint start(Optional<String> tracedAs) {
    Transport transport =
        new Transport(
            Optional.empty(),
            Optional.empty(),
            Transport.RELOAD_PERIOD,
            ConnectionLimits.DEFAULT,
            tracedAs);
    GrpcEndpoint endpoint =
        new GrpcEndpoint(
            new GrpcSettings("127.0.0.1", 0, 0, 1024, 1, transport),
            List.of(new TextService(this::answer)),
            List.of());
    endpoint.start();
    return endpoint;
  }

  private String answer(String text) {
    CallTrace trace = CallTrace.current();
    if (text.equals("parts")) {
      long end = System.nanoTime();
      trace.part("queue", started, end - 1_500);
      trace.part("engine", end - 1_500, end);
      return Boolean.toString(trace.isRecording());
    }
    throw Status.Code.valueOf(text).toStatus().withDescription("as asked").asRuntimeException();
  }

  private static Channel calledBy(Channel channel) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER),
        "00-" + TRACE + "-" + CALLER + "-01");
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private ReceivedSpan span(String name) {
    return collector.spans.stream()
        .filter(span -> span.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no span " + name + " in " + collector.spans));
  }
}
