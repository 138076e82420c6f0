package dev.digitgan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceImplBase;
import dev.digitgan.generator.v1.GetModelRequest;
import dev.digitgan.generator.v1.GetModelResponse;
import dev.digitgan.generator.v1.ModelInfo;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code digitgan fleet} as a process of its own, whose names are those of a hosts file that
 * changes. The JDK puts its memory of addresses before that file as before any other resolver.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere 127.0.0.2 is no address of the machine")
@Tag("ci")
final class FleetNamesTest {
  /** Shorter than the 10 s and then 30 s for which the JDK would remember. */
  private static final String TIMEOUT = "25s";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path directory;
  private final Path hosts;
  private final Replicas replicas;
  private final Server server;

  FleetNamesTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.hosts = Files.createFile(directory.resolve("hosts"));
    TestStore store = new TestStore(directory.resolve("store"));
    store.publish(1);
    replicas = new Replicas(store.publisher().publish(TestStore.draft(2)).getModelDigest());
    server = NettyServerBuilder.forPort(0).addService(replicas).intercept(replicas).build().start();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  @Test
  void aNameIsLookedUpAnewAtEachLook() throws Exception {
    // Once the known one was asked, the name was looked up too.
    Call call = start(TIMEOUT, "127.0.0.1", "fleet.test");
    await().atMost(PATIENCE).until(() -> replicas.asked("127.0.0.1") || !call.process.isAlive());
    name("127.0.0.2 fleet.test");
    await().atMost(PATIENCE).until(() -> replicas.asked("127.0.0.2") || !call.process.isAlive());
    name("127.0.0.3 fleet.test");
    assertThat(call.status()).as(call::printed).isZero();
    assertThat(call.printed()).contains("127.0.0.1:", "127.0.0.3:").doesNotContain("127.0.0.2:");
  }

  @Test
  void aNameThatHasNoAddressUntilTheTimeIsUpSaysNothingOfTheVersion() throws Exception {
    Call call = start("300ms", "127.0.0.1", "fleet.test");
    assertThat(call.status()).as(call::printed).isEqualTo(1);
    assertThat(call.printed())
        .containsPattern("fleet.test:\\d+ +the name has no address")
        .contains("1 of 2 replicas");
    name("127.0.0.1 fleet.test");
    assertThat(start("300ms", "fleet.test").status()).isZero();
  }

  @Test
  void aReplicaThatServesAnotherVersionDecidesWhateverNamesAreMissing() throws Exception {
    Call call = start("300ms", "127.0.0.2", "fleet.test");
    assertThat(call.status()).as(call::printed).isEqualTo(3);
  }

  private void name(String line) throws IOException {
    Path written = Files.writeString(directory.resolve("hosts.new"), line + "\n");
    Files.move(written, hosts, StandardCopyOption.ATOMIC_MOVE);
  }

  private record Call(Process process, Path output) {
    int status() throws InterruptedException {
      boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      process.destroyForcibly();
      assertThat(ended).as(printed()).isTrue();
      return process.exitValue();
    }

    String printed() {
      try {
        return Files.readString(output);
      } catch (IOException e) {
        return e.toString();
      }
    }
  }

  private Call start(String timeout, String... names) throws IOException {
    List<String> fleet =
        List.of(names).stream().map(name -> name + ":" + server.getPort()).toList();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Djdk.net.hosts.file=" + hosts));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(DigitganMain.class.getName(), "fleet", "await", "2"));
    command.addAll(List.of("--store", directory.resolve("store").toString()));
    command.addAll(List.of("--fleet", String.join(",", fleet), "--timeout", timeout));
    Path output = Files.createTempFile(directory, "call", ".log");
    return new Call(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start(),
        output);
  }

  /** One at each address of the machine: 127.0.0.2 serves version 1, the others version 2. */
  private static final class Replicas extends GeneratorServiceImplBase
      implements ServerInterceptor {
    private static final Context.Key<String> ADDRESS = Context.key("address");

    private final String digest;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    Replicas(String digest) {
      this.digest = digest;
    }

    boolean asked(String address) {
      return asked.contains(address);
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      SocketAddress local = call.getAttributes().get(Grpc.TRANSPORT_ATTR_LOCAL_ADDR);
      String address =
          local instanceof InetSocketAddress socket ? socket.getAddress().getHostAddress() : "";
      return Contexts.interceptCall(
          Context.current().withValue(ADDRESS, address), call, headers, next);
    }

    @Override
    public void getModel(GetModelRequest request, StreamObserver<GetModelResponse> observer) {
      String address = ADDRESS.get();
      boolean old = "127.0.0.2".equals(address);
      observer.onNext(
          GetModelResponse.newBuilder()
              .setModel(ModelInfo.newBuilder().setVersion(old ? 1 : 2).setDigest(digest))
              .build());
      observer.onCompleted();
      asked.add(address);
    }
  }
}
