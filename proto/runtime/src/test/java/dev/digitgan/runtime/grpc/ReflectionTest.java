package dev.digitgan.runtime.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.runtime.access.ClientIdentity;
import dev.digitgan.runtime.testing.Channels;
import dev.digitgan.runtime.testing.TextService;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients of either name find out what a main port serves, without a token where one is asked. */
@SuppressWarnings("deprecation") // v1alpha is what older clients ask.
class ReflectionTest {
  private static final List<String> SERVICES =
      List.of(
          "grpc.health.v1.Health",
          "grpc.reflection.v1.ServerReflection",
          "grpc.reflection.v1alpha.ServerReflection");

  private final Channels channels = new Channels();
  private final GrpcEndpoint endpoint;

  ReflectionTest(@TempDir Path directory) throws IOException {
    Path tokens = Files.writeString(directory.resolve("tokens"), "alice alices-11111111111111");
    endpoint =
        new GrpcEndpoint(
            new GrpcSettings(
                "127.0.0.1",
                0,
                0,
                1024,
                1,
                new Transport(
                    Optional.empty(),
                    Optional.of(tokens),
                    Duration.ofSeconds(60),
                    ConnectionLimits.DEFAULT,
                    Optional.empty())),
            List.of(new TextService(text -> ClientIdentity.current().toString())),
            List.of());
    endpoint.start();
  }

  @AfterEach
  void stop() {
    channels.close();
    endpoint.close();
  }

  @Test
  void v1ListsWhatIsServed() throws Exception {
    assertThat(listed(this::v1)).containsAll(SERVICES);
  }

  @Test
  void v1AlphaListsWhatIsServed() throws Exception {
    assertThat(listed(this::v1Alpha)).containsAll(SERVICES);
  }

  private StreamObserver<io.grpc.reflection.v1.ServerReflectionRequest> v1(
      CompletableFuture<List<String>> services) {
    StreamObserver<io.grpc.reflection.v1.ServerReflectionRequest> requests =
        ServerReflectionGrpc.newStub(channels.plain(endpoint.port()))
            .serverReflectionInfo(
                new Names<>(
                    services,
                    answer ->
                        answer.getListServicesResponse().getServiceList().stream()
                            .map(service -> service.getName())
                            .toList()));
    requests.onNext(
        io.grpc.reflection.v1.ServerReflectionRequest.newBuilder().setListServices("").build());
    return requests;
  }

  private StreamObserver<io.grpc.reflection.v1alpha.ServerReflectionRequest> v1Alpha(
      CompletableFuture<List<String>> services) {
    StreamObserver<io.grpc.reflection.v1alpha.ServerReflectionRequest> requests =
        io.grpc.reflection.v1alpha.ServerReflectionGrpc.newStub(channels.plain(endpoint.port()))
            .serverReflectionInfo(
                new Names<>(
                    services,
                    answer ->
                        answer.getListServicesResponse().getServiceList().stream()
                            .map(service -> service.getName())
                            .toList()));
    requests.onNext(
        io.grpc.reflection.v1alpha.ServerReflectionRequest.newBuilder()
            .setListServices("")
            .build());
    return requests;
  }

  private static List<String> listed(
      Function<CompletableFuture<List<String>>, StreamObserver<?>> ask) throws Exception {
    CompletableFuture<List<String>> services = new CompletableFuture<>();
    StreamObserver<?> requests = ask.apply(services);
    List<String> listed = services.get(30, TimeUnit.SECONDS);
    requests.onCompleted();
    return listed;
  }

  private record Names<T>(CompletableFuture<List<String>> services, Function<T, List<String>> names)
      implements StreamObserver<T> {
    @Override
    public void onNext(T answer) {
      services.complete(names.apply(answer));
    }

    @Override
    public void onError(Throwable e) {
      services.completeExceptionally(e);
    }

    @Override
    public void onCompleted() {}
  }
}
