package dev.digitgan.runtime.load;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.digitgan.runtime.load.orca.OrcaLoadReport;
import io.grpc.Status;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * Measures a service's load from one moment to the next.
 *
 * <p>The application's utilisation is the greater of the CPU's and the queue's: by the queue alone
 * a replica would count as idle until something waits, and clients divide by it.
 */
public final class LoadMeter {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Set<Status.Code> SERVERS_FAULT =
      EnumSet.of(
          Status.Code.UNKNOWN,
          Status.Code.INTERNAL,
          Status.Code.DATA_LOSS,
          Status.Code.UNAVAILABLE,
          Status.Code.RESOURCE_EXHAUSTED,
          Status.Code.DEADLINE_EXCEEDED);

  private final DoubleSupplier queueFill;
  private final CpuClock clock;
  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private volatile Report report = new Report(OrcaLoadReport.getDefaultInstance());

  @GuardedBy("this")
  private long measuredAtNanos;

  @GuardedBy("this")
  private long measuredCpuNanos;

  @GuardedBy("this")
  private long measuredCalls;

  @GuardedBy("this")
  private long measuredFailures;

  /** A report, and the bytes that each call carries. */
  @SuppressWarnings("ArrayRecordComponent") // Written once, compared by nobody.
  private record Report(OrcaLoadReport message, byte[] bytes) {
    Report(OrcaLoadReport message) {
      this(message, message.toByteArray());
    }
  }

  /**
   * @param queueFill 0 nothing waits, 1 nothing more may; asked at each measurement
   */
  public LoadMeter(DoubleSupplier queueFill) {
    this(queueFill, CpuClock.system());
  }

  LoadMeter(DoubleSupplier queueFill, CpuClock clock) {
    this.queueFill = queueFill;
    this.clock = clock;
    this.measuredAtNanos = clock.nanos();
    this.measuredCpuNanos = clock.cpuNanos();
  }

  void ended(Status status) {
    calls.increment();
    if (SERVERS_FAULT.contains(status.getCode())) {
      failures.increment();
    }
  }

  /** What happened since it was called last; to be called about once a second. */
  public synchronized void measure() {
    long now = clock.nanos();
    long cpu = clock.cpuNanos();
    double nanos = now - measuredAtNanos;
    if (nanos <= 0) {
      return;
    }
    double cpuUtilization = (cpu - measuredCpuNanos) / (nanos * clock.coreCount());
    double queue = queueFill.getAsDouble();
    long callCount = calls.sum();
    long failureCount = failures.sum();
    report =
        new Report(
            OrcaLoadReport.newBuilder()
                .setCpuUtilization(cpuUtilization)
                .setApplicationUtilization(Math.max(cpuUtilization, queue))
                .putUtilization("queue", queue)
                .setRpsFractional((callCount - measuredCalls) * NANOS_PER_SECOND / nanos)
                .setEps((failureCount - measuredFailures) * NANOS_PER_SECOND / nanos)
                .build());
    measuredAtNanos = now;
    measuredCpuNanos = cpu;
    measuredCalls = callCount;
    measuredFailures = failureCount;
  }

  OrcaLoadReport report() {
    return report.message;
  }

  /** Of {@link #report}; not to be changed. */
  byte[] reportBytes() {
    return report.bytes;
  }
}
