package dev.digitgan.generator.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceStub;
import dev.digitgan.testing.bench.JsonLines;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The client, a process of its own: takes {@link Load}s as lines of JSON, answers each with a
 * {@link LoadResult}.
 *
 * <p>A closed loop: latencies are those at a given number of callers, not at a given rate. Answers
 * are taken on the connections' own threads, one a core.
 */
final class LoadClient {
  private static final int MAX_CONNECTIONS = 4;

  /** A warm-up that draws more would take as long as the measurement. */
  private static final int MAX_WARM_UP_IMAGES = 4096;

  private final EventLoopGroup network;
  private final OperatingSystemMXBean system;

  private LoadClient(EventLoopGroup network, OperatingSystemMXBean system) {
    this.network = network;
    this.system = system;
  }

  public static void main(String[] args) throws IOException {
    LoadClient client =
        new LoadClient(
            new MultiThreadIoEventLoopGroup(
                Runtime.getRuntime().availableProcessors(), NioIoHandler.newFactory()),
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class));
    JsonLines.answer(Load.class, client::run);
    System.exit(0);
  }

  private LoadResult run(Load load) throws InterruptedException {
    List<ManagedChannel> channels = new ArrayList<>();
    try {
      List<GeneratorServiceStub> stubs = new ArrayList<>();
      for (int i = 0; i < Math.min(load.callers(), MAX_CONNECTIONS); i++) {
        ManagedChannel channel = channel(load.port());
        channels.add(channel);
        stubs.add(GeneratorServiceGrpc.newStub(channel));
      }
      int warmUpImages = Math.max(1, Math.min(load.images(), MAX_WARM_UP_IMAGES / load.callers()));
      Tally warmUp = send(stubs, load.callers(), warmUpImages, load.warmUp());
      long begin = System.nanoTime();
      long clientCpu = system.getProcessCpuTime();
      long serverCpu = cpuNanos(load.pid());
      Tally tally = send(stubs, load.callers(), load.images(), load.measured());
      long wallNanos = System.nanoTime() - begin;
      tally.addErrors(warmUp);
      return tally.result(
          wallNanos, system.getProcessCpuTime() - clientCpu, cpuNanos(load.pid()) - serverCpu);
    } finally {
      channels.forEach(ManagedChannel::shutdownNow);
    }
  }

  private static Tally send(
      List<GeneratorServiceStub> stubs, int callers, int images, Duration time)
      throws InterruptedException {
    Tally tally = new Tally(callers);
    long end = System.nanoTime() + time.toNanos();
    for (int i = 0; i < callers; i++) {
      long firstSeed = (long) i << 32;
      new Caller(stubs.get(i % stubs.size()), tally, images, firstSeed, end).send();
    }
    tally.awaitEnd();
    return tally;
  }

  private ManagedChannel channel(int port) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port)
        .usePlaintext()
        .directExecutor()
        .eventLoopGroup(network)
        .channelType(NioSocketChannel.class)
        .build();
  }

  /** Processor time that a process has used; 0 where the system does not tell. */
  private static long cpuNanos(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(Duration::toNanos)
        .orElse(0L);
  }
}
