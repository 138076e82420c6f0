package dev.digitgan.runtime.grpc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.util.List;

/** The health of the process, which is "", and of each of its services. */
final class ServiceHealth {
  private final HealthStatusManager manager = new HealthStatusManager();
  private final List<String> services;

  @GuardedBy("this")
  private boolean draining;

  ServiceHealth(List<BindableService> services) {
    this.services =
        services.stream()
            .map(service -> service.bindService().getServiceDescriptor().getName())
            .toList();
  }

  /** Reports that the process is alive, and that no service is ready. */
  void begin() {
    manager.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.SERVING);
    services.forEach(this::notServing);
  }

  /** Reports that {@code service} is ready, unless the drain has begun. */
  synchronized void serving(String service) {
    if (!draining) {
      manager.setStatus(service, ServingStatus.SERVING);
    }
  }

  synchronized void notServing(String service) {
    manager.setStatus(service, ServingStatus.NOT_SERVING);
  }

  /** Reports that no service is ready, for good. */
  synchronized void drain() {
    draining = true;
    services.forEach(this::notServing);
  }

  /** Reports that nothing is alive, for good. */
  void end() {
    manager.enterTerminalState();
  }

  /** Returns the service that answers checks and watches. */
  BindableService service() {
    return manager.getHealthService();
  }
}
