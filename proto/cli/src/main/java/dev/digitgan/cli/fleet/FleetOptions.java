package dev.digitgan.cli.fleet;

import dev.digitgan.cli.connection.ChannelOptions;
import dev.digitgan.cli.connection.ServerAddress;
import dev.digitgan.cli.fleet.Answers.Answer;
import dev.digitgan.cli.fleet.Answers.Kind;
import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceFutureStub;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.net.InetAddress;
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

/** Picocli mixin: the replicas of a fleet, and how they are asked. */
final class FleetOptions {
  @Option(
      names = "--fleet",
      paramLabel = "HOST:PORT",
      required = true,
      split = ",",
      defaultValue = "${env:DIGITGAN_FLEET:-" + Option.NULL_VALUE + "}",
      description = {
        "The replicas: one at each address of a name, as with the name of a headless Service.",
        "DIGITGAN_FLEET."
      })
  private List<ServerAddress> names = new ArrayList<>();

  @Option(
      names = "--replicas",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many replicas there must be at least; now ${DEFAULT-VALUE}.")
  private int least;

  @Option(
      names = "--call-timeout",
      paramLabel = "DURATION",
      defaultValue = "10s",
      description = "How long one call may take; now ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ZERO;

  @Mixin private final ChannelOptions channels = new ChannelOptions();

  /**
   * One process of the fleet.
   *
   * @param name under which it was found, and which its certificate must bear
   */
  private record Replica(ServerAddress address, String name) {}

  /**
   * Asks all replicas at once, and waits for their answers. Each call looks names up again, because
   * one that has no address now may have some the next time.
   */
  <T> Answers<T> ask(Function<GeneratorServiceFutureStub, ? extends Future<T>> call)
      throws InterruptedException {
    List<Answer<T>> answers = new ArrayList<>();
    Set<Replica> replicas = new LinkedHashSet<>();
    for (ServerAddress name : names) {
      try {
        for (InetAddress address : InetAddress.getAllByName(name.host())) {
          String literal = address.getHostAddress();
          String host = literal.contains(":") ? "[" + literal + "]" : literal;
          replicas.add(new Replica(new ServerAddress(host, name.port()), name.host()));
        }
      } catch (UnknownHostException e) {
        answers.add(new Answer<>(name, null, Kind.NOT_ASKED, "the name has no address"));
      }
    }
    List<ManagedChannel> open = new ArrayList<>();
    try {
      Map<Replica, Future<T>> calls = new LinkedHashMap<>();
      for (Replica replica : replicas) {
        ManagedChannel channel = channels.channelTo(replica.address, replica.name).build();
        open.add(channel);
        calls.put(
            replica,
            call.apply(
                GeneratorServiceGrpc.newFutureStub(channel)
                    .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS)));
      }
      for (Map.Entry<Replica, Future<T>> made : calls.entrySet()) {
        answers.add(answer(made.getKey().address, made.getValue()));
      }
      return new Answers<>(answers, least);
    } finally {
      open.forEach(ManagedChannel::shutdownNow);
    }
  }

  private static <T> Answer<T> answer(ServerAddress replica, Future<T> call)
      throws InterruptedException {
    try {
      return new Answer<>(replica, call.get(), Kind.ANSWERED, "");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StatusRuntimeException refused) {
        return Answer.failed(replica, refused);
      }
      throw new IllegalStateException(e);
    }
  }
}
