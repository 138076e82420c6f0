package dev.digitgan.cli.fleet;

import dev.digitgan.cli.connection.ChannelOptions;
import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceFutureStub;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Picocli mixin: which replicas there are, and how they are asked. */
final class FleetOptions {
  @Option(
      names = "--fleet",
      paramLabel = "HOST:PORT",
      required = true,
      split = ",",
      converter = Target.Converter.class,
      defaultValue = "${env:DIGITGAN_FLEET:-" + Option.NULL_VALUE + "}",
      description = {
        "The replicas; a name stands for one at each of its addresses, as that of a headless Service does.",
        "DIGITGAN_FLEET."
      })
  private List<Target> targets = new ArrayList<>();

  @Option(
      names = "--replicas",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many there are to be at least; now ${DEFAULT-VALUE}.")
  private int least;

  @Option(
      names = "--call-timeout",
      paramLabel = "DURATION",
      defaultValue = "10s",
      description = "How long one call may take; now ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ZERO;

  @Mixin private final ChannelOptions channels = new ChannelOptions();

  /**
   * Asks every replica that there is now, all at once, and waits for their answers. Names are
   * looked up anew each time; one that has no address now may have some at the next look.
   */
  <T> Look<T> ask(Function<GeneratorServiceFutureStub, ? extends Future<T>> call)
      throws InterruptedException {
    List<Answer<T>> answers = new ArrayList<>();
    Set<Replica> replicas = new LinkedHashSet<>();
    for (Target target : targets) {
      try {
        replicas.addAll(target.replicas());
      } catch (UnknownHostException e) {
        answers.add(Answer.unresolved(target));
      }
    }
    List<ManagedChannel> open = new ArrayList<>();
    try {
      Map<Replica, Future<T>> calls = new LinkedHashMap<>();
      for (Replica replica : replicas) {
        ManagedChannel channel = channels.channelTo(replica.address(), replica.name()).build();
        open.add(channel);
        calls.put(
            replica,
            call.apply(
                GeneratorServiceGrpc.newFutureStub(channel)
                    .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS)));
      }
      for (Map.Entry<Replica, Future<T>> made : calls.entrySet()) {
        answers.add(answer(made.getKey(), made.getValue()));
      }
      return new Look<>(answers, least);
    } finally {
      open.forEach(ManagedChannel::shutdownNow);
    }
  }

  private static <T> Answer<T> answer(Replica replica, Future<T> call) throws InterruptedException {
    try {
      return Answer.of(replica, call.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StatusRuntimeException refused) {
        return Answer.failed(replica, refused);
      }
      throw new IllegalStateException(e);
    }
  }
}
