package dev.digitgan.runtime.grpc;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;

/** Meters of a main port, once it is open. */
record PortMeters(BoundedConnections connections, PortSecurity security) implements MeterBinder {
  @Override
  public void bindTo(MeterRegistry registry) {
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
  }
}
