package dev.digitgan.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.runtime.access.ClientIdentity.Kind;
import dev.digitgan.runtime.grpc.GrpcEndpoint;
import dev.digitgan.runtime.grpc.GrpcSettings;
import dev.digitgan.runtime.testing.TextService;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClientIdentityTest {
  @Test
  void withoutTokensAndCertificatesAClientIsItsAddressWithoutThePort() {
    try (GrpcEndpoint endpoint =
        new GrpcEndpoint(
            new GrpcSettings("127.0.0.1", 0, 0, 1024, 1),
            List.of(new TextService(text -> ClientIdentity.current().toString())),
            List.of())) {
      endpoint.start();
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", endpoint.port()).usePlaintext().build();
      try {
        assertThat(TextService.ask(channel, "")).isEqualTo("address:127.0.0.1");
      } finally {
        channel.shutdownNow();
      }
    }
  }

  @Test
  void outsideOfCallsThereIsOneUnknownClient() {
    assertThat(ClientIdentity.current()).isEqualTo(new ClientIdentity(Kind.ADDRESS, "unknown"));
  }
}
