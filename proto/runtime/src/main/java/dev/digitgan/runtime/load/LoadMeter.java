package dev.digitgan.runtime.load;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.management.OperatingSystemMXBean;
import dev.digitgan.runtime.load.orca.OrcaLoadReport;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.lang.management.ManagementFactory;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Measures a service's load from one moment to the next, and puts the newest report into each
 * call's trailers.
 *
 * <p>The application's utilisation is the greater of the CPU's and the queue's. By the queue alone,
 * a replica would count as idle until something waits, and clients divide by it.
 */
public final class LoadMeter implements ServerInterceptor {
  private static final Metadata.Key<byte[]> REPORT =
      Metadata.Key.of("endpoint-load-metrics-bin", Metadata.BINARY_BYTE_MARSHALLER);
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
  private final LongSupplier nanos;
  private final LongSupplier cpuNanos;
  private final IntSupplier coreCount;
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

  /** A report, and its bytes, which are encoded once for all calls. */
  @SuppressWarnings("ArrayRecordComponent") // Never changed, never compared.
  private record Report(OrcaLoadReport message, byte[] bytes) {
    Report(OrcaLoadReport message) {
      this(message, message.toByteArray());
    }
  }

  /**
   * @param queueFill from 0 (empty) to 1 (full); called at each measurement
   */
  public LoadMeter(DoubleSupplier queueFill) {
    this(
        queueFill,
        System::nanoTime,
        LoadMeter::processCpuNanos,
        Runtime.getRuntime()::availableProcessors);
  }

  /**
   * @param cpuNanos the computing time of all threads so far
   * @param coreCount how many cores the process may use, with a container's limit
   */
  LoadMeter(
      DoubleSupplier queueFill, LongSupplier nanos, LongSupplier cpuNanos, IntSupplier coreCount) {
    this.queueFill = queueFill;
    this.nanos = nanos;
    this.cpuNanos = cpuNanos;
    this.coreCount = coreCount;
    this.measuredAtNanos = nanos.getAsLong();
    this.measuredCpuNanos = cpuNanos.getAsLong();
  }

  private static long processCpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    return next.startCall(
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            ended(status);
            Metadata reporting = new Metadata(); // Calls may share the trailers of an exception.
            reporting.merge(trailers);
            reporting.put(REPORT, reportBytes());
            super.close(status, reporting);
          }
        },
        headers);
  }

  void ended(Status status) {
    calls.increment();
    if (SERVERS_FAULT.contains(status.getCode())) {
      failures.increment();
    }
  }

  /** Measures the time since the last call; call it about once a second. */
  public synchronized void measure() {
    long now = nanos.getAsLong();
    long cpu = cpuNanos.getAsLong();
    double elapsed = now - measuredAtNanos;
    if (elapsed <= 0) {
      return;
    }
    double cpuUtilization = (cpu - measuredCpuNanos) / (elapsed * coreCount.getAsInt());
    double queue = queueFill.getAsDouble();
    long callCount = calls.sum();
    long failureCount = failures.sum();
    report =
        new Report(
            OrcaLoadReport.newBuilder()
                .setCpuUtilization(cpuUtilization)
                .setApplicationUtilization(Math.max(cpuUtilization, queue))
                .putUtilization("queue", queue)
                .setRpsFractional((callCount - measuredCalls) * NANOS_PER_SECOND / elapsed)
                .setEps((failureCount - measuredFailures) * NANOS_PER_SECOND / elapsed)
                .build());
    measuredAtNanos = now;
    measuredCpuNanos = cpu;
    measuredCalls = callCount;
    measuredFailures = failureCount;
  }

  OrcaLoadReport report() {
    return report.message;
  }

  /** Returns the bytes of {@link #report}, which must not be changed. */
  byte[] reportBytes() {
    return report.bytes;
  }
}
