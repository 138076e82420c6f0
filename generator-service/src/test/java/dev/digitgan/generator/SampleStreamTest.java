package dev.digitgan.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.ImageEncoding;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleStreamRequest;
import dev.digitgan.generator.v1.SampleStreamResponse;
import dev.digitgan.store.InMemoryStore;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleStreamTest {
  private static final String LEASES = "digitgan_generator_leases";

  private final InMemoryStore store = new InMemoryStore();
  private final CheckpointPublisher publisher =
      new CheckpointPublisher(store, new CheckpointKeys("digits"));
  private RunningServer server;

  @BeforeEach
  void start() throws Exception {
    publisher.publish(TestModels.draft(1));
    server = new RunningServer(store);
    server.awaitVersion(1);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 64, 256, 1_000, 4_096})
  void hasTheImagesOfSampleInOrderWhateverTheChunk(int chunkImages) {
    int n = chunkImages == 1 ? 100 : 3_000;
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    long next = 17;
    Iterator<SampleStreamResponse> chunks =
        server.stub().sampleStream(request(n, 5).setOffset(17).setChunkImages(chunkImages).build());
    while (chunks.hasNext()) {
      SampleStreamResponse chunk = chunks.next();
      assertThat(chunk.getOffset()).isEqualTo(next);
      assertThat(chunk.getModel().getVersion()).isEqualTo(1);
      assertThat(chunk.getFingerprint().getModelDigest()).isEqualTo(chunk.getModel().getDigest());
      int images = chunk.getPixels().size() / TestModels.SHAPE.bytes();
      boolean last = next + images == 17 + n;
      assertThat(chunkImages == 0 || last || images == chunkImages).isTrue();
      next += images;
      pixels.writeBytes(chunk.getPixels().toByteArray());
    }

    byte[] expected = server.pixels(RunningServer.request(n, 5).toBuilder().setOffset(17).build());
    // Not by AssertJ, which would write both out.
    assertThat(Arrays.mismatch(pixels.toByteArray(), expected)).isEqualTo(-1);
  }

  @Test
  void pngChunksAreTheFilesOfSample() {
    List<ByteString> files = new ArrayList<>();
    server
        .stub()
        .sampleStream(
            request(100, 5)
                .setEncoding(ImageEncoding.IMAGE_ENCODING_PNG)
                .setChunkImages(30)
                .build())
        .forEachRemaining(chunk -> files.addAll(chunk.getPngList()));

    assertThat(files)
        .isEqualTo(
            server
                .sample(
                    SampleRequest.newBuilder()
                        .setN(100)
                        .setSeed(5)
                        .setEncoding(ImageEncoding.IMAGE_ENCODING_PNG)
                        .build())
                .getPngList());
  }

  @Test
  void isOfOneModelWhateverIsServedMeanwhile() throws Exception {
    PullingReader reader = read(request(50_000, 3).build());
    reader.pull(1);
    SampleStreamResponse first = reader.next();
    publisher.publish(TestModels.draft(2));
    publisher.publish(TestModels.draft(3));
    publisher.publish(TestModels.draft(4));
    server.awaitVersion(4);

    reader.pull(Integer.MAX_VALUE);

    List<SampleStreamResponse> chunks = reader.toTheEnd();
    chunks.add(first);
    assertThat(chunks.stream().map(chunk -> chunk.getModel().getVersion())).containsOnly(1L);
    assertThat(chunks.stream().mapToInt(chunk -> chunk.getPixels().size() / 784).sum())
        .isEqualTo(50_000);
    await()
        .untilAsserted(() -> assertThat(server.metric("digitgan_generator_models")).isEqualTo(2));
  }

  @Test
  void aReaderThatStopsHoldsItsOwnChunksAndNothingMoreIsDrawn() throws Exception {
    PullingReader reader = read(request(Long.MAX_VALUE, 3).build());
    reader.pull(1);
    assertThat(reader.next().getPixels().size()).isPositive();
    await()
        .until(
            () -> {
              double before = server.metric("digitgan_generator_tile_rows_sum");
              for (int i = 0; i < 20; i++) {
                server.sample(RunningServer.request(1, i));
              }
              return server.metric("digitgan_generator_tile_rows_sum") == before + 20;
            });

    assertThat(server.metric("digitgan_generator_replies_bytes")).isLessThan(8 * 1024 * 1024);
    reader.cancel();
    await().untilAsserted(() -> assertThat(server.metric(LEASES)).isZero());
    assertThat(server.metric("digitgan_generator_replies_bytes")).isZero();
    assertThat(server.metric("digitgan_generator_calls_total{outcome=\"cancelled\"}")).isEqualTo(1);
  }

  @Test
  void whatNobodyCouldReadInTimeIsRefusedAtOnce() throws Exception {
    // The engine has to know its own speed: it does when a call is drawn after another's end.
    server.sample(RunningServer.request(4_096, 1));
    server.sample(RunningServer.request(4_096, 1));

    assertThatThrownBy(
            () ->
                server
                    .stub()
                    .withDeadlineAfter(20, TimeUnit.SECONDS)
                    .sampleStream(request(Long.MAX_VALUE, 3).build())
                    .hasNext())
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED))
        .hasMessageContaining("refused at once");
    assertThat(server.metric(LEASES)).isZero();
  }

  @Test
  void badRequestsAreNamedByField() {
    assertThatThrownBy(
            () ->
                server
                    .stub()
                    .sampleStream(
                        request(0, 3)
                            .setOffset(-1)
                            .setEncoding(ImageEncoding.IMAGE_ENCODING_PNG_GRID)
                            .build())
                    .hasNext())
        .hasMessageStartingWith("INVALID_ARGUMENT")
        .hasMessageContaining("n: 0 is not 1 or more")
        .hasMessageContaining("offset: -1 is negative")
        .hasMessageContaining("a stream cannot be a grid");
    assertThatThrownBy(
            () -> server.stub().sampleStream(request(9, 3).setChunkImages(6_000).build()).hasNext())
        .hasMessageStartingWith("INVALID_ARGUMENT")
        .hasMessageContaining("chunk_images: 6000 images");
  }

  @Test
  void drainingWaitsForAStreamThatIsRead() throws Exception {
    PullingReader reader = read(request(20_000, 3).build());
    reader.pull(1);
    reader.next();
    CompletableFuture<Boolean> drained =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return server.server.drain(Duration.ofSeconds(60));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
              }
            });

    reader.pull(Integer.MAX_VALUE);

    assertThat(reader.toTheEnd()).isNotEmpty();
    assertThat(drained.get(60, TimeUnit.SECONDS)).isTrue();
  }

  private PullingReader read(SampleStreamRequest request) {
    PullingReader reader = new PullingReader();
    GeneratorServiceGrpc.newStub(server.channel(server.server.ports().grpc()))
        .sampleStream(request, reader);
    return reader;
  }

  private static SampleStreamRequest.Builder request(long n, long seed) {
    return SampleStreamRequest.newBuilder().setN(n).setSeed(seed);
  }

  /** Reads as many messages as it was told to. */
  private static final class PullingReader
      implements ClientResponseObserver<SampleStreamRequest, SampleStreamResponse> {
    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<ClientCallStreamObserver<SampleStreamRequest>> call =
        new CompletableFuture<>();

    @Override
    public void beforeStart(ClientCallStreamObserver<SampleStreamRequest> stream) {
      call.complete(stream);
      stream.disableAutoRequestWithInitial(0);
    }

    void pull(int count) {
      call.join().request(count);
    }

    void cancel() {
      call.join().cancel("enough", null);
    }

    SampleStreamResponse next() throws InterruptedException {
      return (SampleStreamResponse) events.poll(30, TimeUnit.SECONDS);
    }

    List<SampleStreamResponse> toTheEnd() throws InterruptedException {
      List<SampleStreamResponse> all = new ArrayList<>();
      Object event = events.poll(60, TimeUnit.SECONDS);
      while (event instanceof SampleStreamResponse chunk) {
        all.add(chunk);
        event = events.poll(60, TimeUnit.SECONDS);
      }
      assertThat(event).isEqualTo("completed");
      return all;
    }

    @Override
    public void onNext(SampleStreamResponse chunk) {
      events.add(chunk);
    }

    @Override
    public void onError(Throwable failure) {
      events.add(failure);
    }

    @Override
    public void onCompleted() {
      events.add("completed");
    }
  }
}
