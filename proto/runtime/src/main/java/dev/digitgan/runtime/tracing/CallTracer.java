package dev.digitgan.runtime.tracing;

import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Records one server span for each call, below the caller's span if its headers name one. Names
 * follow OpenTelemetry's semantic conventions for RPC (those of rpc.system.name).
 */
final class CallTracer extends ServerStreamTracer.Factory {
  private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("rpc.system.name");
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("rpc.method");
  private static final AttributeKey<String> STATUS =
      AttributeKey.stringKey("rpc.response.status_code");
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  private static final AttributeKey<String> PEER = AttributeKey.stringKey("network.peer.address");
  private static final AttributeKey<Long> PEER_PORT = AttributeKey.longKey("network.peer.port");

  /** The errors of servers by the conventions; other codes mean the caller's error, or success. */
  private static final Set<Status.Code> ERRORS =
      EnumSet.of(
          Status.Code.UNKNOWN,
          Status.Code.DEADLINE_EXCEEDED,
          Status.Code.UNIMPLEMENTED,
          Status.Code.INTERNAL,
          Status.Code.UNAVAILABLE,
          Status.Code.DATA_LOSS);

  static final Context.Key<CallTrace> TRACE =
      Context.keyWithDefault("dev.digitgan.trace", new CallTrace() {});

  private static final ServerStreamTracer NOT_TRACED = new ServerStreamTracer() {};

  private final Tracer tracer;
  private final TextMapPropagator propagator;
  private final Set<String> methods;
  private final Clock clock;

  /**
   * @param methods full names of the methods that are traced
   */
  CallTracer(OpenTelemetry telemetry, Set<String> methods, Clock clock) {
    this.tracer = telemetry.getTracer("dev.digitgan");
    this.propagator = telemetry.getPropagators().getTextMapPropagator();
    this.methods = Set.copyOf(methods);
    this.clock = clock;
  }

  @Override
  public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
    if (!methods.contains(method)) {
      return NOT_TRACED;
    }
    Instant start = clock.instant();
    Span span =
        tracer
            .spanBuilder(method)
            .setSpanKind(SpanKind.SERVER)
            .setParent(
                propagator.extract(
                    io.opentelemetry.context.Context.root(), headers, Headers.GETTER))
            .setStartTimestamp(start)
            .setAttribute(SYSTEM, "grpc")
            .setAttribute(METHOD, method)
            .startSpan();
    return span.isRecording() ? new TracedCall(tracer, span, start) : NOT_TRACED;
  }

  /** Puts the call and its parts on one clock. */
  private static final class TracedCall extends ServerStreamTracer implements CallTrace {
    private final Tracer tracer;
    private final Span span;
    private final io.opentelemetry.context.Context parent;
    private final long originNanos = System.nanoTime();
    private final long originEpochNanos;

    TracedCall(Tracer tracer, Span span, Instant start) {
      this.tracer = tracer;
      this.span = span;
      this.parent = span.storeInContext(io.opentelemetry.context.Context.root());
      this.originEpochNanos = TimeUnit.SECONDS.toNanos(start.getEpochSecond()) + start.getNano();
    }

    @Override
    public void part(String name, long startNanos, long endNanos) {
      tracer
          .spanBuilder(name)
          .setParent(parent)
          .setStartTimestamp(epochNanos(startNanos), TimeUnit.NANOSECONDS)
          .startSpan()
          .end(epochNanos(endNanos), TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean isRecording() {
      return true;
    }

    private long epochNanos(long nanoTime) {
      return originEpochNanos + (nanoTime - originNanos);
    }

    @Override
    public Context filterContext(Context context) {
      return context.withValue(TRACE, this);
    }

    @Override
    public void serverCallStarted(ServerCallInfo<?, ?> call) {
      if (call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)
              instanceof InetSocketAddress peer
          && peer.getAddress() != null) {
        span.setAttribute(PEER, peer.getAddress().getHostAddress());
        span.setAttribute(PEER_PORT, (long) peer.getPort());
      }
    }

    @Override
    public void streamClosed(Status status) {
      String code = status.getCode().name();
      span.setAttribute(STATUS, code);
      if (ERRORS.contains(status.getCode())) {
        span.setAttribute(ERROR, code);
        String description = status.getDescription();
        span.setStatus(StatusCode.ERROR, description == null ? "" : description);
      }
      span.end(epochNanos(System.nanoTime()), TimeUnit.NANOSECONDS);
    }
  }

  private enum Headers implements TextMapGetter<Metadata> {
    GETTER;

    @Override
    public Iterable<String> keys(Metadata headers) {
      return headers.keys();
    }

    @Override
    public @Nullable String get(@Nullable Metadata headers, String key) {
      return headers == null || key.endsWith(Metadata.BINARY_HEADER_SUFFIX)
          ? null
          : headers.get(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER));
    }
  }
}
