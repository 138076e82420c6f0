package dev.digitgan.generator.bench;

import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceStub;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleResponse;
import io.grpc.stub.StreamObserver;

/**
 * Sends a call, and the next one when it is answered, until the time is over. Its fields belong to
 * whoever sends its first call, then to the event loop of its connection.
 */
final class Caller implements StreamObserver<SampleResponse> {
  private final GeneratorServiceStub stub;
  private final Tally tally;
  private final int images;
  private final long endNanos;
  private long seed;
  private long beginNanos;

  /**
   * @param seed of the first call; the next ones count on
   * @param endNanos by {@link System#nanoTime}; nothing is sent after it
   */
  Caller(GeneratorServiceStub stub, Tally tally, int images, long seed, long endNanos) {
    this.stub = stub;
    this.tally = tally;
    this.images = images;
    this.seed = seed;
    this.endNanos = endNanos;
  }

  void send() {
    SampleRequest request = SampleRequest.newBuilder().setN(images).setSeed(seed).build();
    seed++;
    beginNanos = System.nanoTime();
    stub.sample(request, this);
  }

  @Override
  public void onNext(SampleResponse response) {
    tally.check(images, response);
  }

  @Override
  public void onCompleted() {
    long now = System.nanoTime();
    tally.answered(images, now - beginNanos);
    if (now < endNanos) {
      send();
    } else {
      tally.callerEnded();
    }
  }

  @Override
  public void onError(Throwable failure) {
    tally.failed(failure.toString());
    tally.callerEnded();
  }
}
