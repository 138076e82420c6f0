package dev.digitgan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceImplBase;
import dev.digitgan.generator.v1.ListVersionsRequest;
import dev.digitgan.generator.v1.ListVersionsResponse;
import io.grpc.EquivalentAddressGroup;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusOr;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The service config that docs/clients.md recommends, between a channel and two servers. */
final class ServiceConfigTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "clients.md");
  private static final int CALLS = 40;

  private final Replica first = new Replica();
  private final Replica second = new Replica();
  private final TwoAddresses resolver = new TwoAddresses(List.of(first, second));
  private final ManagedChannel channel;

  ServiceConfigTest() throws IOException {
    NameResolverRegistry.getDefaultRegistry().register(resolver);
    channel =
        NettyChannelBuilder.forTarget("two:///replicas", InsecureChannelCredentials.create())
            .defaultServiceConfig(recommended())
            .build();
  }

  @BeforeEach
  void connectToBoth() {
    await()
        .until(
            () -> {
              call();
              return first.calls.get() > 0 && second.calls.get() > 0;
            });
    first.calls.set(0);
    second.calls.set(0);
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    NameResolverRegistry.getDefaultRegistry().deregister(resolver);
    first.server.shutdownNow();
    second.server.shutdownNow();
  }

  @Test
  void bothAreCalledInTurn() {
    for (int i = 0; i < CALLS; i++) {
      call();
    }

    assertThat(first.calls).hasValue(CALLS / 2);
    assertThat(second.calls).hasValue(CALLS / 2);
  }

  @Test
  void whatOneDoesNotTakeIsTriedElsewhere() {
    first.answer = Status.UNAVAILABLE;
    for (int i = 0; i < CALLS; i++) {
      call();
    }

    assertThat(second.calls).hasValue(CALLS);
    assertThat(first.calls).hasPositiveValue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"OK", "UNAVAILABLE"},
      mode = EnumSource.Mode.EXCLUDE)
  void nothingElseIsTriedAgain(Status.Code code) {
    first.answer = code.toStatus();
    second.answer = code.toStatus();

    assertThatThrownBy(this::call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class, e -> assertThat(e.getStatus().getCode()).isEqualTo(code));
    assertThat(first.calls.get() + second.calls.get()).isEqualTo(1);
  }

  @Test
  void oneThatIsNotReadyIsNotCalled() {
    first.health.setStatus(GeneratorServiceGrpc.SERVICE_NAME, ServingStatus.NOT_SERVING);
    // The channel hears of it a moment later.
    await()
        .until(
            () -> {
              int before = first.calls.get();
              for (int i = 0; i < CALLS; i++) {
                call();
              }
              return first.calls.get() == before;
            });
  }

  private void call() {
    GeneratorServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(30, TimeUnit.SECONDS)
        .listVersions(ListVersionsRequest.getDefaultInstance());
  }

  private static Map<String, ?> recommended() throws IOException {
    String text = Files.readString(PAGE);
    int start = text.indexOf("```json\n", text.indexOf("\n## Service config\n")) + 8;
    return new Gson()
        .fromJson(
            text.substring(start, text.indexOf("\n```", start)),
            new TypeToken<Map<String, ?>>() {});
  }

  private static final class Replica extends GeneratorServiceImplBase {
    final HealthStatusManager health = new HealthStatusManager();
    final AtomicInteger calls = new AtomicInteger();
    final Server server;
    volatile Status answer = Status.OK;

    Replica() throws IOException {
      health.setStatus(GeneratorServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .addService(this)
              .addService(health.getHealthService())
              .build()
              .start();
    }

    @Override
    public void listVersions(
        ListVersionsRequest request, StreamObserver<ListVersionsResponse> observer) {
      calls.incrementAndGet();
      if (answer.isOk()) {
        observer.onNext(ListVersionsResponse.getDefaultInstance());
        observer.onCompleted();
      } else {
        observer.onError(answer.asRuntimeException());
      }
    }
  }

  /** Resolves every name of the scheme "two" to the two servers. */
  private static final class TwoAddresses extends NameResolverProvider {
    private final List<EquivalentAddressGroup> addresses;

    TwoAddresses(List<Replica> replicas) {
      addresses =
          replicas.stream()
              .map(
                  replica ->
                      new EquivalentAddressGroup(
                          new InetSocketAddress(
                              InetAddress.getLoopbackAddress(), replica.server.getPort())))
              .toList();
    }

    @Override
    public NameResolver newNameResolver(URI target, NameResolver.Args args) {
      return new NameResolver() {
        @Override
        public String getServiceAuthority() {
          return "replicas";
        }

        @Override
        public void start(Listener2 listener) {
          listener.onResult(
              ResolutionResult.newBuilder()
                  .setAddressesOrError(StatusOr.fromValue(addresses))
                  .build());
        }

        @Override
        public void shutdown() {}
      };
    }

    @Override
    public String getDefaultScheme() {
      return "two";
    }

    @Override
    protected boolean isAvailable() {
      return true;
    }

    @Override
    protected int priority() {
      return 5;
    }
  }
}
