package dev.digitgan.generator.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.digitgan.generator.bench.BenchReport.Run;
import dev.digitgan.generator.bench.Servers.Listening;
import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceStub;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleResponse;
import dev.digitgan.testing.MetricsPage;
import dev.digitgan.testing.bench.JsonLines;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * The client, a process of its own: reads {@link Load}s as lines of JSON and answers each with a
 * {@link Run}.
 *
 * <p>A closed loop: latencies are those at a given number of callers, not at a given rate. The
 * connections' own threads, one a core, process the responses.
 */
final class LoadClient {
  private static final int MAX_CONNECTIONS = 4;
  private static final String SWAPS = "digitgan_generator_swaps_total{outcome=\"served\"}";

  /** A warm-up that draws more would take as long as the measurement. */
  private static final int MAX_WARM_UP_IMAGES = 4096;

  private final EventLoopGroup network =
      new MultiThreadIoEventLoopGroup(
          Runtime.getRuntime().availableProcessors(), NioIoHandler.newFactory());
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /**
   * A load on one server.
   *
   * @param server whose processor time is read, and which counts the versions that it serves
   * @param images n of each call
   * @param callers that each send the next call when the last one is answered
   */
  record Load(Listening server, int images, int callers, long warmUpMillis, long millis) {}

  public static void main(String[] args) throws IOException {
    JsonLines.answer(Load.class, new LoadClient()::run);
    System.exit(0);
  }

  private Run run(Load load) throws IOException, InterruptedException {
    int swapsBefore = servedVersions(load.server.metricsPort());
    List<ManagedChannel> channels = new ArrayList<>();
    try {
      for (int i = 0; i < Math.min(load.callers, MAX_CONNECTIONS); i++) {
        channels.add(channel(load.server.port()));
      }
      List<GeneratorServiceStub> stubs =
          channels.stream().map(GeneratorServiceGrpc::newStub).toList();
      int warmUpImages = Math.max(1, Math.min(load.images, MAX_WARM_UP_IMAGES / load.callers));
      Calls warmUp = new Calls(stubs, load.callers, warmUpImages, load.warmUpMillis);
      long begin = System.nanoTime();
      long clientNanos = system.getProcessCpuTime();
      long serverNanos = cpuNanos(load.server.pid());
      Calls calls = new Calls(stubs, load.callers, load.images, load.millis);
      double seconds = (System.nanoTime() - begin) / 1e9;
      Histogram latencies = calls.latencies;
      return new Run(
          latencies.getTotalCount(),
          warmUp.errors.get() + calls.errors.get(),
          calls.firstError().isEmpty() ? warmUp.firstError() : calls.firstError(),
          calls.versions.size(),
          servedVersions(load.server.metricsPort()) - swapsBefore,
          calls.images.get() / seconds,
          latencies.getTotalCount() / seconds,
          latencies.getValueAtPercentile(50) / 1e6,
          latencies.getValueAtPercentile(99) / 1e6,
          latencies.getValueAtPercentile(99.9) / 1e6,
          seconds,
          (cpuNanos(load.server.pid()) - serverNanos) / 1e9,
          (system.getProcessCpuTime() - clientNanos) / 1e9,
          Run.text(latencies));
    } finally {
      channels.forEach(ManagedChannel::shutdownNow);
    }
  }

  private ManagedChannel channel(int port) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port)
        .usePlaintext()
        .directExecutor()
        .eventLoopGroup(network)
        .channelType(NioSocketChannel.class)
        .build();
  }

  /** Returns the processor time that a process has used; 0 if the system does not report it. */
  private static long cpuNanos(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(Duration::toNanos)
        .orElse(0L);
  }

  /** Returns how many versions the service has begun to serve; 0 without a port. */
  private static int servedVersions(int metricsPort) throws IOException, InterruptedException {
    return metricsPort == 0 ? 0 : (int) MetricsPage.value(metricsPort, SWAPS);
  }

  /** The calls of one load. Connections' threads record them. */
  private static final class Calls {
    private final Histogram latencies = new ConcurrentHistogram(Run.PRECISION);
    private final AtomicLong images = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicReference<String> firstError = new AtomicReference<>("");
    private final Set<Long> versions = ConcurrentHashMap.newKeySet();
    private final CountDownLatch running;
    private final int n;
    private final long endNanos;

    /** Makes all calls and waits for the last one. */
    Calls(List<GeneratorServiceStub> stubs, int callers, int n, long millis)
        throws InterruptedException {
      this.n = n;
      running = new CountDownLatch(callers);
      endNanos = System.nanoTime() + millis * 1_000_000;
      for (int i = 0; i < callers; i++) {
        send(stubs.get(i % stubs.size()), (long) i << 32);
      }
      running.await();
    }

    private void failed(String error) {
      errors.incrementAndGet();
      firstError.compareAndSet("", error);
    }

    String firstError() {
      return Objects.requireNonNull(firstError.get());
    }

    /** Sends a call, and the next one when it is answered, until the time is over. */
    private void send(GeneratorServiceStub stub, long seed) {
      SampleRequest request = SampleRequest.newBuilder().setN(n).setSeed(seed).build();
      long beginNanos = System.nanoTime();
      stub.sample(
          request,
          new StreamObserver<>() {
            @Override
            public void onNext(SampleResponse response) {
              long bytes =
                  (long) n * response.getHeight() * response.getWidth() * response.getChannels();
              if (response.getPixels().size() != bytes || bytes == 0) {
                failed(response.getPixels().size() + " bytes for " + n + " images");
              }
              versions.add(response.getModel().getVersion());
            }

            @Override
            public void onCompleted() {
              long now = System.nanoTime();
              images.addAndGet(n);
              latencies.recordValue(now - beginNanos);
              if (now < endNanos) {
                send(stub, seed + 1);
              } else {
                running.countDown();
              }
            }

            @Override
            public void onError(Throwable failure) {
              failed(failure.toString());
              running.countDown();
            }
          });
    }
  }
}
