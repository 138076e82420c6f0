package dev.digitgan.runtime.tracing;

import dev.digitgan.command.MisuseException;
import io.grpc.BindableService;
import io.grpc.ServerStreamTracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends traces as OpenTelemetry's standard environment says: {@code OTEL_EXPORTER_OTLP_ENDPOINT},
 * {@code OTEL_TRACES_SAMPLER}, {@code OTEL_SERVICE_NAME} and the rest. By default it sends them to
 * http://localhost:4318, by OTLP over HTTP. It sends no metrics and no logs.
 */
public final class Tracing implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Tracing.class);

  /** The time for the last traces; a collector that is down must not delay the end. */
  private static final Duration LAST_SENDING = Duration.ofSeconds(5);

  private final OpenTelemetrySdk sdk;

  private Tracing(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
  }

  /**
   * Starts to send; throws {@link MisuseException} if the environment makes no sense.
   *
   * @param serviceName unless the environment names it
   */
  public static Tracing start(String serviceName) {
    Map<String, String> defaults =
        Map.of(
            "otel.service.name", serviceName,
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none");
    try {
      OpenTelemetrySdk sdk =
          AutoConfiguredOpenTelemetrySdk.builder()
              .addPropertiesSupplier(() -> defaults)
              .disableShutdownHook()
              .build()
              .getOpenTelemetrySdk();
      log.info("traces are sent by {}", sdk.getSdkTracerProvider());
      return new Tracing(sdk);
    } catch (ConfigurationException | IllegalStateException | IllegalArgumentException e) {
      throw new MisuseException("--tracing: " + e.getMessage(), e);
    }
  }

  /**
   * Returns the tracer to add to a server.
   *
   * @param services whose calls are traced; others, such as health, are noise
   */
  public ServerStreamTracer.Factory calls(List<BindableService> services) {
    Set<String> methods =
        services.stream()
            .flatMap(service -> service.bindService().getMethods().stream())
            .map(method -> method.getMethodDescriptor().getFullMethodName())
            .collect(Collectors.toSet());
    return new CallTracer(sdk, methods, Clock.systemUTC());
  }

  /** Sends the last traces, for five seconds at most. */
  @Override
  public void close() {
    CompletableResultCode sent =
        sdk.shutdown().join(LAST_SENDING.toMillis(), TimeUnit.MILLISECONDS);
    if (!sent.isSuccess()) {
      log.warn("the last traces could not be sent");
    }
  }
}
