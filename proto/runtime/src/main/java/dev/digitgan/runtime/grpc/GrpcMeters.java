package dev.digitgan.runtime.grpc;

import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.grpc.MetricCollectingServerInterceptor;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Micrometer's own meters of gRPC servers, {@code grpc.server.*}, with durations as a histogram.
 */
public final class GrpcMeters {
  private static final Duration[] BUCKETS =
      List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000).stream()
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private GrpcMeters() {}

  /** The meters of {@code services} exist from now on, before the first call. */
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
}
