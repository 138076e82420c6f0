package dev.digitgan.runtime.grpc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.util.List;

/** What the ports say of the process, which is "", and of each of its services. */
final class ServiceHealth {
  private final HealthStatusManager manager = new HealthStatusManager();
  private final List<String> services;

  @GuardedBy("this")
  private boolean draining;

  private ServiceHealth(List<String> services) {
    this.services = services;
  }

  static ServiceHealth of(List<BindableService> services) {
    return new ServiceHealth(
        services.stream()
            .map(service -> service.bindService().getServiceDescriptor().getName())
            .toList());
  }

  /** The process is alive, and no service is ready. */
  void begin() {
    manager.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.SERVING);
    services.forEach(this::notServing);
  }

  /** Once the drain has begun, does nothing. */
  synchronized void serving(String service) {
    if (!draining) {
      manager.setStatus(service, ServingStatus.SERVING);
    }
  }

  synchronized void notServing(String service) {
    manager.setStatus(service, ServingStatus.NOT_SERVING);
  }

  /** No service is ready, nor will be. */
  synchronized void drain() {
    draining = true;
    services.forEach(this::notServing);
  }

  /** Nothing is alive, nor will be. */
  void end() {
    manager.enterTerminalState();
  }

  /** Answers checks and watches. */
  BindableService service() {
    return manager.getHealthService();
  }
}
