package dev.digitgan.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.StringValue;
import dev.digitgan.runtime.grpc.GrpcEndpoint;
import dev.digitgan.runtime.grpc.GrpcSettings;
import dev.digitgan.runtime.load.orca.OpenRcaServiceGrpc;
import dev.digitgan.runtime.load.orca.OrcaLoadReport;
import dev.digitgan.runtime.load.orca.OrcaLoadReportRequest;
import dev.digitgan.runtime.testing.Channels;
import dev.digitgan.runtime.testing.TextService;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.services.MetricReport;
import io.grpc.stub.ClientCalls;
import io.grpc.xds.orca.OrcaPerRequestUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reports as gRPC's own clients read them. */
final class LoadReportsTest {
  /** As an exception that a service keeps and throws again has. */
  private static final Metadata SHARED = new Metadata();

  private final Channels channels = new Channels();
  private final BlockingQueue<MetricReport> reports = new LinkedBlockingQueue<>();
  private final GrpcEndpoint endpoint =
      new GrpcEndpoint(
          new GrpcSettings("127.0.0.1", 0, 0, 1024, 1),
          List.of(
              new TextService(
                  text -> {
                    if (text.equals("fail")) {
                      throw new StatusRuntimeException(Status.UNAVAILABLE, SHARED);
                    }
                    return text;
                  })),
          List.of(),
          () -> 0.75);

  @AfterEach
  void stop() {
    channels.close();
    endpoint.close();
  }

  @Test
  void eachCallCarriesTheNewestReport() throws Exception {
    endpoint.start();
    ManagedChannel channel = channels.plain(endpoint.port());

    await()
        .untilAsserted(
            () -> {
              ask(channel, "");
              MetricReport report = reports.poll(30, TimeUnit.SECONDS);
              assertThat(report).isNotNull();
              assertThat(report.getApplicationUtilization()).isGreaterThanOrEqualTo(0.75);
              assertThat(report.getUtilizationMetrics()).containsEntry("queue", 0.75);
              assertThat(report.getCpuUtilization()).isPositive();
              assertThat(report.getQps()).isPositive();
            });
  }

  @Test
  void aFailedCallCarriesOneToo() throws Exception {
    endpoint.start();
    ManagedChannel channel = channels.plain(endpoint.port());
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> ask(channel, "fail")).hasMessage("UNAVAILABLE");
    }

    assertThat(reports).hasSize(2);
    assertThat(SHARED.keys()).isEmpty();
  }

  @Test
  void reportsBesideCallsComeAtOnceAndAtDrainEnd() throws Exception {
    endpoint.start();
    Iterator<OrcaLoadReport> beside =
        OpenRcaServiceGrpc.newBlockingStub(channels.plain(endpoint.port()))
            .streamCoreMetrics(OrcaLoadReportRequest.getDefaultInstance());

    assertThat(beside.next()).isNotNull();
    assertThat(endpoint.drain(Duration.ofMinutes(1))).isTrue();
    assertThatThrownBy(beside::hasNext).hasMessage("UNAVAILABLE: the server is shutting down");
  }

  @Test
  void reportsBesideCallsGoOnUntilTheClientGoesAway() throws Exception {
    ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);
    thread.setRemoveOnCancelPolicy(true);
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new LoadReportService(new LoadMeter(() -> 0), thread, Duration.ofMillis(5)))
            .build()
            .start();
    try {
      ManagedChannel channel = channels.plain(server.getPort());
      Iterator<OrcaLoadReport> beside =
          OpenRcaServiceGrpc.newBlockingStub(channel)
              .streamCoreMetrics(OrcaLoadReportRequest.getDefaultInstance());
      for (int i = 0; i < 5; i++) {
        assertThat(beside.next()).isNotNull();
      }
      assertThat(thread.getQueue().size() + thread.getActiveCount()).isPositive();

      channel.shutdownNow();

      await().until(() -> thread.getQueue().isEmpty() && thread.getActiveCount() == 0);
    } finally {
      server.shutdownNow();
      thread.shutdownNow();
    }
  }

  private void ask(ManagedChannel channel, String text) {
    ClientCalls.blockingUnaryCall(
        channel,
        TextService.METHOD,
        CallOptions.DEFAULT.withStreamTracerFactory(
            OrcaPerRequestUtil.getInstance().newOrcaClientStreamTracerFactory(reports::add)),
        StringValue.of(text));
  }
}
