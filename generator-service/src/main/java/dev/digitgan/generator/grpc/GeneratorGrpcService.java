package dev.digitgan.generator.grpc;

import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.model.ModelLease;
import dev.digitgan.generator.model.ModelSlot;
import dev.digitgan.generator.model.NoModelException;
import dev.digitgan.generator.model.VersionSelector;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceImplBase;
import dev.digitgan.generator.v1.GetModelRequest;
import dev.digitgan.generator.v1.GetModelResponse;
import dev.digitgan.generator.v1.ListVersionsRequest;
import dev.digitgan.generator.v1.ListVersionsResponse;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleResponse;
import dev.digitgan.generator.v1.SampleStreamRequest;
import dev.digitgan.generator.v1.SampleStreamResponse;
import dev.digitgan.generator.v1.WatchModelRequest;
import dev.digitgan.generator.v1.WatchModelResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Comparator;
import java.util.List;

/** Implements GeneratorService with this server's models. Handlers never block. */
public final class GeneratorGrpcService extends GeneratorServiceImplBase {
  private final ModelSlot models;
  private final Sampling sampling;
  private final ModelWatches watches;
  private final int maxImages;

  /**
   * @param maxImages largest n of Sample; the size of a response may limit it further
   */
  public GeneratorGrpcService(
      ModelSlot models, Sampling sampling, ModelWatches watches, int maxImages) {
    this.models = models;
    this.sampling = sampling;
    this.watches = watches;
    this.maxImages = maxImages;
  }

  @Override
  public void sample(SampleRequest request, StreamObserver<SampleResponse> observer) {
    try {
      SampleOrder order = SampleOrder.parse(request, maxImages);
      new SampleReply(sampling, order, (ServerCallStreamObserver<SampleResponse>) observer)
          .start(models);
    } catch (RuntimeException e) {
      observer.onError(sampling.errors().status(e, Math.max(0, request.getN())));
    }
  }

  @Override
  public void sampleStream(
      SampleStreamRequest request, StreamObserver<SampleStreamResponse> observer) {
    try {
      SampleOrder order = SampleOrder.parse(request);
      new SampleStream(sampling, order, (ServerCallStreamObserver<SampleStreamResponse>) observer)
          .start(models, request.getChunkImages());
    } catch (RuntimeException e) {
      observer.onError(sampling.errors().status(e, Math.max(0, request.getN())));
    }
  }

  @Override
  public void getModel(GetModelRequest request, StreamObserver<GetModelResponse> observer) {
    try (ModelLease lease = models.lease(VersionSelector.SERVING)) {
      ModelDescription model = lease.description();
      answer(
          observer,
          GetModelResponse.newBuilder()
              .setModel(sampling.messages(model).info())
              .setFingerprint(sampling.messages(model).fingerprint())
              .setHeight(model.shape().height())
              .setWidth(model.shape().width())
              .setChannels(model.shape().channels())
              .setMaxImages(Math.min(maxImages, Encoding.maxImagesOfAny(model.shape())))
              .build());
    } catch (NoModelException e) {
      observer.onError(sampling.errors().status(e, 0));
    }
  }

  @Override
  public void watchModel(WatchModelRequest request, StreamObserver<WatchModelResponse> observer) {
    try {
      watches.add((ServerCallStreamObserver<WatchModelResponse>) observer, sampling.errors());
    } catch (RuntimeException e) {
      observer.onError(sampling.errors().status(e, 0));
    }
  }

  @Override
  public void listVersions(
      ListVersionsRequest request, StreamObserver<ListVersionsResponse> observer) {
    ListVersionsResponse.Builder response = ListVersionsResponse.newBuilder();
    List<ModelDescription> loaded = models.loaded();
    loaded.stream()
        .sorted(Comparator.comparing(ModelDescription::version).reversed())
        .forEach(
            model ->
                response
                    .addVersionsBuilder()
                    .setModel(sampling.messages(model).info())
                    .setServing(model.version().equals(loaded.get(0).version())));
    answer(observer, response.build());
  }

  private static <T> void answer(StreamObserver<T> observer, T response) {
    observer.onNext(response);
    observer.onCompleted();
  }
}
