package dev.digitgan.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.runtime.load.orca.OrcaLoadReport;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

final class LoadMeterTest {
  private long nanos = 5;
  private long cpuNanos = 7;
  private double queue;
  private final LoadMeter meter = new LoadMeter(() -> queue, () -> nanos, () -> cpuNanos, () -> 4);

  @Test
  void beforeTheFirstMeasurementNothingIsReported() throws Exception {
    assertThat(meter.report()).isEqualTo(OrcaLoadReport.getDefaultInstance());
    assertThat(meter.reportBytes()).isEmpty();
  }

  @Test
  void ratesAreOfTheTimeSinceTheLastMeasurement() throws Exception {
    calls(30, Status.OK);
    pass(1_000_000_000, 400_000_000);
    meter.measure();
    calls(4, Status.OK);
    calls(3, Status.RESOURCE_EXHAUSTED);
    calls(2, Status.INTERNAL);
    calls(1, Status.INVALID_ARGUMENT);
    pass(500_000_000, 500_000_000);
    queue = 0.25;

    meter.measure();

    assertThat(meter.report())
        .isEqualTo(
            OrcaLoadReport.newBuilder()
                .setCpuUtilization(0.25)
                .setApplicationUtilization(0.25)
                .putUtilization("queue", 0.25)
                .setRpsFractional(20)
                .setEps(10)
                .build());
    assertThat(OrcaLoadReport.parseFrom(meter.reportBytes())).isEqualTo(meter.report());
  }

  @Test
  void theApplicationIsAsBusyAsTheBusierOfCpuAndQueue() {
    queue = 0.9;
    pass(1_000_000_000, 400_000_000);
    meter.measure();
    assertThat(meter.report().getApplicationUtilization()).isEqualTo(0.9);

    queue = 0.05;
    pass(1_000_000_000, 400_000_000);
    meter.measure();
    assertThat(meter.report().getApplicationUtilization()).isEqualTo(0.1);
  }

  @Test
  void aMeasurementAtTheSameMomentChangesNothing() {
    pass(1_000_000_000, 400_000_000);
    meter.measure();
    OrcaLoadReport before = meter.report();
    calls(1, Status.OK);

    meter.measure();

    assertThat(meter.report()).isEqualTo(before);
  }

  private void calls(int count, Status status) {
    for (int i = 0; i < count; i++) {
      meter.ended(status);
    }
  }

  private void pass(long time, long cpu) {
    nanos += time;
    cpuNanos += cpu;
  }
}
