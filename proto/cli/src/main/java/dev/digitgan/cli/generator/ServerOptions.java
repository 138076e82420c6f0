package dev.digitgan.cli.generator;

import dev.digitgan.cli.connection.ChannelOptions;
import dev.digitgan.cli.connection.ServerAddress;
import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceBlockingStub;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Picocli mixin: the server to call, and for how long. */
final class ServerOptions {
  private static final int MAX_RESPONSE_BYTES = 64 << 20;
  private static final Duration RETRY_INTERVAL = Duration.ofMillis(250);

  /** The statuses after which a call may succeed later: no model yet, or not that version yet. */
  private static final Set<Status.Code> WORTH_WAITING =
      Set.of(Status.Code.UNAVAILABLE, Status.Code.NOT_FOUND);

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:DIGITGAN_SERVER:-localhost:50051}",
      description = {
        "The generator service, e.g. localhost:50051, [::1]:50051 or dns:///generator:50051.",
        "DIGITGAN_SERVER; now ${DEFAULT-VALUE}."
      })
  private ServerAddress server = new ServerAddress("localhost", 50_051);

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "30s",
      description = "How long one call may take; now ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ZERO;

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      defaultValue = "0s",
      description =
          "How long to wait for a server, model or version that is not there yet; now"
              + " ${DEFAULT-VALUE}.")
  private Duration wait = Duration.ZERO;

  @Mixin private final ChannelOptions channels = new ChannelOptions();

  /** Calls the server, again and again while the call may succeed later. */
  <T> T call(Function<GeneratorServiceBlockingStub, T> call) throws InterruptedException {
    ManagedChannel channel =
        channels.channelTo(server).maxInboundMessageSize(MAX_RESPONSE_BYTES).build();
    try {
      long giveUpAt = System.nanoTime() + wait.toNanos();
      while (true) {
        try {
          return call.apply(
              GeneratorServiceGrpc.newBlockingStub(channel)
                  .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (StatusRuntimeException e) {
          if (!WORTH_WAITING.contains(e.getStatus().getCode())
              || System.nanoTime() + RETRY_INTERVAL.toNanos() > giveUpAt) {
            throw e;
          }
        }
        TimeUnit.MILLISECONDS.sleep(RETRY_INTERVAL.toMillis());
        channel.resetConnectBackoff();
      }
    } finally {
      channel.shutdownNow();
    }
  }
}
