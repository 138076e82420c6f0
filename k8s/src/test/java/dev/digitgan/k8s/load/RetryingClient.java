package dev.digitgan.k8s.load;

import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import io.grpc.ChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.NameResolverRegistry;
import io.grpc.netty.NettyChannelBuilder;
import java.util.List;
import java.util.Map;

/**
 * A channel to several replicas in turn that asks again where the answer is UNAVAILABLE: any call
 * of the service may be repeated. Replicas that say they are not ready are left out.
 */
final class RetryingClient {
  private static final Map<String, Object> SERVICE_CONFIG =
      Map.of(
          "loadBalancingConfig",
          List.of(Map.of("round_robin", Map.of())),
          "healthCheckConfig",
          Map.of("serviceName", GeneratorServiceGrpc.SERVICE_NAME),
          "methodConfig",
          List.of(
              Map.of(
                  "name",
                  List.of(Map.of("service", GeneratorServiceGrpc.SERVICE_NAME)),
                  "retryPolicy",
                  Map.of(
                      "maxAttempts",
                      5.0,
                      "initialBackoff",
                      "0.05s",
                      "maxBackoff",
                      "1s",
                      "backoffMultiplier",
                      2.0,
                      "retryableStatusCodes",
                      List.of("UNAVAILABLE")))));

  static {
    NameResolverRegistry.getDefaultRegistry().register(new FixedAddresses());
  }

  private RetryingClient() {}

  /** A channel to one replica that asks once. */
  static ManagedChannel plain(Replica replica) {
    return NettyChannelBuilder.forTarget(replica.address()).usePlaintext().disableRetry().build();
  }

  static ManagedChannel channel(List<Replica> replicas, ChannelCredentials credentials) {
    List<String> addresses = replicas.stream().map(Replica::address).toList();
    return NettyChannelBuilder.forTarget(FixedAddresses.target(addresses), credentials)
        .defaultServiceConfig(SERVICE_CONFIG)
        .build();
  }
}
