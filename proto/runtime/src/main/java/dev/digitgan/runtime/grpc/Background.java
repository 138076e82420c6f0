package dev.digitgan.runtime.grpc;

import dev.digitgan.runtime.tracing.Tracing;
import java.util.Optional;

/** What runs beside an endpoint's servers; to be closed when they have ended. */
record Background(ServerThreads threads, PeriodicTasks periodicTasks, Optional<Tracing> tracing)
    implements AutoCloseable {
  static Background start(GrpcSettings settings) {
    Optional<Tracing> tracing = settings.transport().tracedAs().map(Tracing::start);
    return new Background(
        ServerThreads.start(settings.handlerThreadCount()), new PeriodicTasks(), tracing);
  }

  @Override
  public void close() {
    periodicTasks.close();
    threads.close();
    tracing.ifPresent(Tracing::close);
  }
}
