package dev.digitgan.runtime.grpc;

import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.grpc.MetricCollectingServerInterceptor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The meters of gRPC servers. */
public final class GrpcMeters {
  private static final Duration[] BUCKETS =
      List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000).stream()
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private GrpcMeters() {}

  /**
   * Makes micrometer's own meters, {@code grpc.server.*}, with durations as a histogram. Those of
   * {@code services} exist from now on, before the first call.
   */
  public static ServerInterceptor interceptor(
      MeterRegistry registry, List<? extends BindableService> services) {
    MetricCollectingServerInterceptor interceptor =
        new MetricCollectingServerInterceptor(
            registry,
            UnaryOperator.identity(),
            timer -> timer.serviceLevelObjectives(BUCKETS),
            Status.Code.OK);
    services.forEach(interceptor::preregisterService);
    return interceptor;
  }

  /** Makes the meters of a main port; bind them after it has opened. */
  static MeterBinder ofPort(BoundedConnections connections, PortSecurity security) {
    return registry -> {
      Gauge.builder("digitgan.grpc.connections", connections, BoundedConnections::openCount)
          .description("Connections to the main port that are open.")
          .register(registry);
      FunctionCounter.builder(
              "digitgan.grpc.connections.refused", connections, BoundedConnections::refusedCount)
          .description("Connections that were closed at once, because there were too many.")
          .register(registry);
      if (security.certificateExpiry().isPresent()) {
        TimeGauge.builder(
                "digitgan.grpc.certificate.expiry.timestamp",
                () -> security.certificateExpiry().orElseThrow().getEpochSecond(),
                TimeUnit.SECONDS)
            .description("When the server's certificate expires, in seconds since 1970.")
            .register(registry);
      }
    };
  }
}
