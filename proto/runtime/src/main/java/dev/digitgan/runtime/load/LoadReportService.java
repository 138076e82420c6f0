package dev.digitgan.runtime.load;

import com.google.protobuf.util.Durations;
import dev.digitgan.runtime.load.orca.OpenRcaServiceGrpc.OpenRcaServiceImplBase;
import dev.digitgan.runtime.load.orca.OrcaLoadReport;
import dev.digitgan.runtime.load.orca.OrcaLoadReportRequest;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Streams load reports outside of calls. A slow reader misses reports. */
public final class LoadReportService extends OpenRcaServiceImplBase {
  /** The default interval of gRPC's own clients. */
  public static final Duration LEAST_INTERVAL = Duration.ofSeconds(10);

  private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);

  private final LoadMeter meter;
  private final ScheduledExecutorService thread;
  private final Duration leastInterval;

  /**
   * @param thread sends the reports; the caller owns it
   */
  public LoadReportService(
      LoadMeter meter, ScheduledExecutorService thread, Duration leastInterval) {
    this.meter = meter;
    this.thread = thread;
    this.leastInterval = leastInterval;
  }

  @Override
  public void streamCoreMetrics(
      OrcaLoadReportRequest request, StreamObserver<OrcaLoadReport> observer) {
    ServerCallStreamObserver<OrcaLoadReport> reports =
        (ServerCallStreamObserver<OrcaLoadReport>) observer;
    ScheduledFuture<?> reporting =
        thread.scheduleAtFixedRate(
            () -> send(reports), 0, intervalNanos(request), TimeUnit.NANOSECONDS);
    reports.setOnCancelHandler(() -> reporting.cancel(false));
    reports.setOnCloseHandler(() -> reporting.cancel(false));
  }

  private void send(ServerCallStreamObserver<OrcaLoadReport> reports) {
    if (reports.isReady() && !reports.isCancelled()) {
      reports.onNext(meter.report());
    }
  }

  private long intervalNanos(OrcaLoadReportRequest request) {
    com.google.protobuf.Duration asked = request.getReportInterval();
    if (!Durations.isValid(asked)) {
      return leastInterval.toNanos();
    }
    Duration interval = Duration.ofSeconds(asked.getSeconds(), asked.getNanos());
    if (interval.compareTo(LONGEST_INTERVAL) > 0) {
      return LONGEST_INTERVAL.toNanos();
    }
    return interval.compareTo(leastInterval) < 0 ? leastInterval.toNanos() : interval.toNanos();
  }
}
