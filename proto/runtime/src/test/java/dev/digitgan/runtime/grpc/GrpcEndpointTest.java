package dev.digitgan.runtime.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.digitgan.command.UserErrorException;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.channelz.v1.ChannelzGrpc;
import io.grpc.channelz.v1.GetServersRequest;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GrpcEndpointTest {
  private static final String SERVICE = "test.Slow";
  private static final GrpcSettings ANY_PORT = new GrpcSettings("127.0.0.1", 0, 0, 1024, 2);

  private final List<ManagedChannel> channels = new ArrayList<>();
  private final Slow slow = new Slow();
  private final GrpcEndpoint endpoint = new GrpcEndpoint(ANY_PORT, List.of(slow), List.of());

  @AfterEach
  void stop() {
    channels.forEach(ManagedChannel::shutdownNow);
    endpoint.close();
    endpoint.close();
  }

  @Test
  void healthIsTheSameOnBothPorts() {
    endpoint.start();
    for (int port : new int[] {endpoint.port(), endpoint.adminPort()}) {
      assertThat(health(port, "")).isEqualTo(ServingStatus.SERVING);
      assertThat(health(port, SERVICE)).isEqualTo(ServingStatus.NOT_SERVING);
    }

    endpoint.serving(SERVICE);

    for (int port : new int[] {endpoint.port(), endpoint.adminPort()}) {
      assertThat(health(port, SERVICE)).isEqualTo(ServingStatus.SERVING);
    }
  }

  @Test
  void theMainPortReflectsAndTheAdminPortHasChannelz() throws Exception {
    endpoint.start();

    assertThat(reflectedServices())
        .contains("grpc.health.v1.Health")
        .doesNotContain("grpc.channelz.v1.Channelz");
    assertThat(
            ChannelzGrpc.newBlockingStub(channel(endpoint.adminPort()))
                .getServers(GetServersRequest.getDefaultInstance())
                .getServerCount())
        .isPositive();
  }

  @Test
  void aDrainFlipsHealthFirstAndLosesNoAcceptedCall() throws Exception {
    endpoint.start();
    endpoint.serving(SERVICE);
    CompletableFuture<HealthCheckResponse> open = call(channel(endpoint.port()));
    StreamObserver<HealthCheckResponse> accepted = slow.accepted.get(30, TimeUnit.SECONDS);
    CompletableFuture<Boolean> drained =
        CompletableFuture.supplyAsync(() -> drain(Duration.ofMinutes(1)));

    await()
        .untilAsserted(
            () ->
                assertThat(health(endpoint.adminPort(), SERVICE))
                    .isEqualTo(ServingStatus.NOT_SERVING));
    assertThat(health(endpoint.adminPort(), "")).isEqualTo(ServingStatus.SERVING);
    assertThat(drained).isNotDone();
    accepted.onNext(HealthCheckResponse.getDefaultInstance());
    accepted.onCompleted();

    assertThat(open.get(30, TimeUnit.SECONDS)).isNotNull();
    assertThat(drained.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aWatchOnHealthSeesTheDrainAndDoesNotHoldItUp() throws Exception {
    endpoint.start();
    endpoint.serving(SERVICE);
    Iterator<HealthCheckResponse> watch =
        HealthGrpc.newBlockingStub(channel(endpoint.port()))
            .watch(HealthCheckRequest.newBuilder().setService(SERVICE).build());
    assertThat(watch.next().getStatus()).isEqualTo(ServingStatus.SERVING);

    assertThat(endpoint.drain(Duration.ofMinutes(1))).isTrue();

    assertThat(watch.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
    assertThatThrownBy(watch::hasNext).hasMessage("UNAVAILABLE: the server is shutting down");
    endpoint.close();
  }

  @Test
  void aCallThatOutlastsTheGraceIsCutOff() throws Exception {
    endpoint.start();
    CompletableFuture<HealthCheckResponse> open = call(channel(endpoint.port()));
    slow.accepted.get(30, TimeUnit.SECONDS);

    assertThat(endpoint.drain(Duration.ofMillis(1))).isFalse();
    endpoint.close();

    assertThatThrownBy(() -> open.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StatusRuntimeException.class);
  }

  @Test
  void aLargeRequestIsRefused() {
    endpoint.start();
    HealthCheckRequest large = HealthCheckRequest.newBuilder().setService("x".repeat(2000)).build();

    assertThatThrownBy(() -> HealthGrpc.newBlockingStub(channel(endpoint.port())).check(large))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED));
  }

  @Test
  void aPortThatIsTakenIsAUserErrorAndFreesTheOther() {
    endpoint.start();
    GrpcSettings taken = new GrpcSettings("127.0.0.1", 0, endpoint.port(), 1024, 2);
    try (GrpcEndpoint second = new GrpcEndpoint(taken, List.of(), List.of())) {
      assertThatThrownBy(second::start)
          .isInstanceOf(UserErrorException.class)
          .hasMessageMatching("--admin-port: cannot listen on 127.0.0.1:\\d+: .*in use.*");
    }
  }

  private boolean drain(Duration grace) {
    try {
      return endpoint.drain(grace);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private ServingStatus health(int port, String service) {
    return HealthGrpc.newBlockingStub(channel(port))
        .check(HealthCheckRequest.newBuilder().setService(service).build())
        .getStatus();
  }

  private List<String> reflectedServices() throws Exception {
    CompletableFuture<List<String>> services = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> requests =
        ServerReflectionGrpc.newStub(channel(endpoint.port()))
            .serverReflectionInfo(
                new Observer<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    services.complete(
                        response.getListServicesResponse().getServiceList().stream()
                            .map(service -> service.getName())
                            .toList());
                  }
                });
    requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    List<String> listed = services.get(30, TimeUnit.SECONDS);
    requests.onCompleted();
    return listed;
  }

  private CompletableFuture<HealthCheckResponse> call(ManagedChannel channel) {
    CompletableFuture<HealthCheckResponse> answer = new CompletableFuture<>();
    ClientCalls.asyncUnaryCall(
        channel.newCall(Slow.METHOD, CallOptions.DEFAULT),
        HealthCheckRequest.getDefaultInstance(),
        new Observer<HealthCheckResponse>() {
          @Override
          public void onNext(HealthCheckResponse response) {
            answer.complete(response);
          }

          @Override
          public void onError(Throwable e) {
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  private ManagedChannel channel(int port) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    channels.add(channel);
    return channel;
  }

  private abstract static class Observer<T> implements StreamObserver<T> {
    @Override
    public void onError(Throwable e) {}

    @Override
    public void onCompleted() {}
  }

  /** Answers when the test says so. */
  private static final class Slow implements BindableService {
    static final MethodDescriptor<HealthCheckRequest, HealthCheckResponse> METHOD =
        MethodDescriptor.<HealthCheckRequest, HealthCheckResponse>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "Wait"))
            .setRequestMarshaller(ProtoUtils.marshaller(HealthCheckRequest.getDefaultInstance()))
            .setResponseMarshaller(ProtoUtils.marshaller(HealthCheckResponse.getDefaultInstance()))
            .build();

    final CompletableFuture<StreamObserver<HealthCheckResponse>> accepted =
        new CompletableFuture<>();

    @Override
    public ServerServiceDefinition bindService() {
      return ServerServiceDefinition.builder(SERVICE)
          .addMethod(
              METHOD,
              ServerCalls.asyncUnaryCall((request, observer) -> accepted.complete(observer)))
          .build();
    }
  }
}
