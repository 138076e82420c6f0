package dev.digitgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.digitgan.checkpoint.version.CheckpointDraft;
import dev.digitgan.checkpoint.version.GoldenSample;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceImplBase;
import dev.digitgan.generator.v1.GetModelRequest;
import dev.digitgan.generator.v1.GetModelResponse;
import dev.digitgan.generator.v1.ModelInfo;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleResponse;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code digitgan fleet await | smoke}, against replicas that say what they are told to. */
final class FleetTest {
  private static final byte[] GOLDEN = {0, 10, 20, 30, 40, 50, 60, 70};

  private final Path directory;
  private final TestStore store;
  private final String digest;
  private final List<Server> servers = new ArrayList<>();

  FleetTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.store = new TestStore(directory);
    CheckpointDraft draft = TestStore.draft(1);
    digest =
        store
            .publisher()
            .publish(
                new CheckpointDraft(
                    draft.spec(),
                    draft.engine(),
                    draft.weights(),
                    draft.preview(),
                    Optional.of(new GoldenSample(5, 2, GOLDEN)),
                    draft.provenance()))
            .getModelDigest();
    store.publish(2);
  }

  @AfterEach
  void stop() {
    servers.forEach(Server::shutdownNow);
  }

  @Test
  void aFleetThatAgreesIsNotWaitedFor() throws IOException {
    Run agreed =
        run(
            "await",
            "1",
            "0s",
            start(new Replica(1, digest, GOLDEN)) + "," + start(new Replica(1, digest, GOLDEN)));
    assertThat(agreed.err()).isEmpty();
    assertThat(agreed.status()).isZero();
    assertThat(agreed.out()).startsWith("REPLICA").containsPattern("127.0.0.1:\\d+ +1 +sha256:");
  }

  @Test
  void aReplicaThatComesRoundIsWaitedFor() throws IOException {
    Replica late = new Replica(0, "", GOLDEN);
    late.servesAfterCalls(3, 1, digest);
    assertThat(run("await", "1", "60s", start(late)).status()).isZero();
  }

  @Test
  void oneThatServesAnotherOrDoesNotAnswerIsNamed() throws IOException {
    String good = start(new Replica(1, digest, GOLDEN));
    Run other = run("await", "1", "0s", good + "," + start(new Replica(2, digest, GOLDEN)));
    assertThat(other.status()).isEqualTo(3);
    assertThat(other.out()).isEmpty();
    assertThat(other.err())
        .containsPattern("127.0.0.1:\\d+ +2 ")
        .contains("after 0 s 1 of 2 replicas (of 1 at least) serve version 1");

    Run same = run("await", "1", "0s", start(new Replica(1, "sha256:another", GOLDEN)));
    assertThat(same.status()).as("the number alone is no proof").isEqualTo(3);

    Run silent = run("await", "1", "0s", good + "," + start(new Replica(0, "", GOLDEN)));
    assertThat(silent.status()).isEqualTo(3);
    assertThat(silent.err()).contains("UNAVAILABLE: no model");
  }

  /** Whoever takes a version back because it is not served does not do so because of these. */
  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, DRAINING",
    "RESOURCE_EXHAUSTED, QUEUE_FULL",
    "DEADLINE_EXCEEDED, DEADLINE_TOO_SHORT",
    "UNAUTHENTICATED, UNAUTHENTICATED"
  })
  void aReplicaThatIsBusyOrDoesNotKnowTheCallerIsNoAnswer(Code code, String reason)
      throws IOException {
    String good = start(new Replica(1, digest, GOLDEN));
    String busy = start(new Refusing(refusal(code, reason, "not now")));
    for (String command : List.of("await", "smoke")) {
      Run run = run(command, "1", command.equals("await") ? "0s" : "", good + "," + busy);
      assertThat(run.status()).as(command).isEqualTo(1);
      assertThat(run.err()).contains(busy + " ", code + ": not now");
    }
    String bad = start(new Replica(2, "sha256:another", GOLDEN));
    assertThat(run("smoke", "1", "", bad + "," + busy).status())
        .as("one that draws what it should not decides")
        .isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"INTERNAL, INTERNAL", "NOT_FOUND, NO_SUCH_VERSION", "UNAVAILABLE, NO_MODEL"})
  void aReplicaThatCannotDrawTheVersionIsAnAnswer(Code code, String reason) throws IOException {
    String refusing = start(new Refusing(refusal(code, reason, "no")));
    assertThat(run("smoke", "1", "", refusing).status()).isEqualTo(3);
  }

  @Test
  void aReplicaThatIsNotReachedIsNoAnswer() throws IOException {
    String good = start(new Replica(1, digest, GOLDEN));
    String gone = start(new Replica(1, digest, GOLDEN));
    servers.get(1).shutdownNow();
    for (String command : List.of("await", "smoke")) {
      Run run = run(command, "1", command.equals("await") ? "0s" : "", good + "," + gone);
      assertThat(run.status()).as(command).isEqualTo(1);
      assertThat(run.err()).contains(gone + " ").contains("UNAVAILABLE: io exception");
    }
  }

  @Test
  void replicasThatAreMissingAreNotAgreement() throws IOException {
    String one = start(new Replica(1, digest, GOLDEN));
    assertThat(run("await", "1", "0s", one, "--replicas", "2").status()).isEqualTo(3);
    Run smoke = run("smoke", "1", "", one, "--replicas", "2");
    assertThat(smoke.status()).isEqualTo(3);
    assertThat(smoke.err()).contains("there are 1 replicas, not 2");
  }

  @Test
  void whatTheTrainerDrewIsDrawnAgain() throws IOException {
    byte[] near = GOLDEN.clone();
    near[3]++;
    Run run =
        run(
            "smoke",
            "1",
            "",
            start(new Replica(1, digest, GOLDEN)) + "," + start(new Replica(1, digest, near)));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).containsPattern("127.0.0.1:\\d+ +2 images as its trainer did");
  }

  @Test
  void whatIsDrawnOtherwiseIsNamed() throws IOException {
    byte[] far = GOLDEN.clone();
    far[3] = (byte) (far[3] + 2);
    String good = start(new Replica(1, digest, GOLDEN));
    assertThat(run("smoke", "1", "", good + "," + start(new Replica(1, digest, far))))
        .satisfies(
            run -> {
              assertThat(run.status()).isEqualTo(3);
              assertThat(run.err())
                  .contains("golden: 1 of 8 pixels differ", "by up to 2 grey levels");
            });
    assertThat(run("smoke", "1", "", start(new Replica(1, digest, new byte[4]))).err())
        .contains("golden: 4 pixels, not 8");
    assertThat(run("smoke", "1", "", start(new Replica(1, "sha256:another", GOLDEN))).err())
        .contains("model sha256:another, not " + digest);
    assertThat(run("smoke", "1", "", start(new Replica(0, "", GOLDEN))).err())
        .contains("UNAVAILABLE: no model");
    assertThat(run("smoke", "2", "", good).err())
        .isEqualTo("error: version 2 records no golden sample\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", ":50051", "a b:1", "localhost:", "http://x:1"})
  void whatIsNoAddressIsRefused(String fleet) {
    Run run = run("await", "1", "0s", fleet);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("'" + fleet + "' is not a HOST:PORT");
  }

  private Run run(String command, String version, String timeout, String fleet, String... more) {
    List<String> arguments = new ArrayList<>(List.of("fleet", command, version, "--fleet", fleet));
    arguments.addAll(List.of("--store", directory.toString()));
    if (!timeout.isEmpty()) {
      arguments.addAll(List.of("--timeout", timeout));
    }
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  /** As the service refuses. */
  private static StatusRuntimeException refusal(Code code, String reason, String message) {
    return StatusProto.toStatusRuntimeException(
        Status.newBuilder()
            .setCode(code.getNumber())
            .setMessage(message)
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder().setReason(reason).setDomain("digitgan.dev").build()))
            .build());
  }

  private String start(BindableService replica) throws IOException {
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(replica)
            .build()
            .start();
    servers.add(server);
    return "127.0.0.1:" + server.getPort();
  }

  private static final class Refusing extends GeneratorServiceImplBase {
    private final StatusRuntimeException refusal;

    Refusing(StatusRuntimeException refusal) {
      this.refusal = refusal;
    }

    @Override
    public void getModel(GetModelRequest request, StreamObserver<GetModelResponse> observer) {
      observer.onError(refusal);
    }

    @Override
    public void sample(SampleRequest request, StreamObserver<SampleResponse> observer) {
      observer.onError(refusal);
    }
  }

  /** Of version 0 it serves nothing. */
  private static final class Replica extends GeneratorServiceImplBase {
    private final byte[] pixels;
    private long version;
    private String digest;
    private int callsLeft = Integer.MAX_VALUE;
    private ModelInfo later = ModelInfo.getDefaultInstance();

    Replica(long version, String digest, byte[] pixels) {
      this.version = version;
      this.digest = digest;
      this.pixels = pixels;
    }

    synchronized void servesAfterCalls(int calls, long number, String model) {
      callsLeft = calls;
      later = ModelInfo.newBuilder().setVersion(number).setDigest(model).build();
    }

    private synchronized ModelInfo model() {
      if (callsLeft-- == 0) {
        version = later.getVersion();
        digest = later.getDigest();
      }
      return ModelInfo.newBuilder().setVersion(version).setDigest(digest).build();
    }

    @Override
    public void getModel(GetModelRequest request, StreamObserver<GetModelResponse> observer) {
      ModelInfo model = model();
      answer(observer, model, GetModelResponse.newBuilder().setModel(model).build());
    }

    @Override
    public void sample(SampleRequest request, StreamObserver<SampleResponse> observer) {
      ModelInfo model = model();
      boolean asked =
          request.getN() == 2 && request.getSeed() == 5 && request.getVersion().equals("1");
      answer(
          observer,
          model,
          SampleResponse.newBuilder()
              .setModel(model)
              .setPixels(asked ? ByteString.copyFrom(pixels) : ByteString.EMPTY)
              .build());
    }

    private static <T> void answer(StreamObserver<T> observer, ModelInfo model, T response) {
      if (model.getVersion() == 0) {
        observer.onError(refusal(Code.UNAVAILABLE, "NO_MODEL", "no model"));
      } else {
        observer.onNext(response);
        observer.onCompleted();
      }
    }
  }
}
