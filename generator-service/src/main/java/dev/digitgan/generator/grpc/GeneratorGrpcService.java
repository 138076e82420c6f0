package dev.digitgan.generator.grpc;

import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.model.ModelLease;
import dev.digitgan.generator.model.ModelSlot;
import dev.digitgan.generator.model.NoModelException;
import dev.digitgan.generator.model.VersionSelector;
import dev.digitgan.generator.sampling.SampleCall;
import dev.digitgan.generator.sampling.SamplingEngine;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceImplBase;
import dev.digitgan.generator.v1.GetModelRequest;
import dev.digitgan.generator.v1.GetModelResponse;
import dev.digitgan.generator.v1.ListVersionsRequest;
import dev.digitgan.generator.v1.ListVersionsResponse;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Comparator;
import java.util.List;

/**
 * GeneratorService on this server's models. Handlers never wait: a worker answers when the last
 * tile of a call is drawn.
 */
public final class GeneratorGrpcService extends GeneratorServiceImplBase {
  private final ModelSlot models;
  private final SamplingEngine engine;
  private final int maxImages;
  private final GrpcErrors errors;

  /**
   * @param maxImages largest n of a request, where the response has room for so many
   */
  public GeneratorGrpcService(
      ModelSlot models, SamplingEngine engine, int maxImages, RejectionListener listener) {
    this.models = models;
    this.engine = engine;
    this.maxImages = maxImages;
    this.errors = new GrpcErrors(listener);
  }

  @Override
  public void sample(SampleRequest request, StreamObserver<SampleResponse> observer) {
    try {
      SampleOrder order = SampleOrder.parse(request, maxImages);
      ModelLease lease = models.lease(order.version());
      ModelDescription model = lease.description();
      SampleCall call = submit(order, lease);
      ((ServerCallStreamObserver<SampleResponse>) observer).setOnCancelHandler(call::cancel);
      call.pixels()
          .thenApply(pixels -> response(order, model, pixels))
          .whenComplete(
              (response, failure) -> {
                if (failure == null) {
                  answer(observer, response);
                } else {
                  observer.onError(errors.status(failure));
                }
              });
    } catch (RuntimeException e) {
      observer.onError(errors.status(e));
    }
  }

  private SampleCall submit(SampleOrder order, ModelLease lease) {
    try {
      order.requireAnswerableBy(lease.description());
      return engine.submit(order.range(), lease);
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  private static SampleResponse response(SampleOrder order, ModelDescription model, byte[] pixels) {
    SampleResponse.Builder response =
        SampleResponse.newBuilder()
            .setModel(ModelMessages.info(model))
            .setHeight(model.shape().height())
            .setWidth(model.shape().width())
            .setChannels(model.shape().channels())
            .setOffset(order.range().first())
            .setFingerprint(ModelMessages.fingerprint(model));
    order.encoding().write(pixels, model.shape(), response);
    return response.build();
  }

  @Override
  public void getModel(GetModelRequest request, StreamObserver<GetModelResponse> observer) {
    try (ModelLease lease = models.lease(new VersionSelector.Serving())) {
      ModelDescription model = lease.description();
      answer(
          observer,
          GetModelResponse.newBuilder()
              .setModel(ModelMessages.info(model))
              .setFingerprint(ModelMessages.fingerprint(model))
              .setHeight(model.shape().height())
              .setWidth(model.shape().width())
              .setChannels(model.shape().channels())
              .setMaxImages(Math.min(maxImages, Encoding.RAW.maxImages(model.shape())))
              .build());
    } catch (NoModelException e) {
      observer.onError(errors.status(e));
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
                    .setModel(ModelMessages.info(model))
                    .setServing(model.version().equals(loaded.get(0).version())));
    answer(observer, response.build());
  }

  private static <T> void answer(StreamObserver<T> observer, T response) {
    observer.onNext(response);
    observer.onCompleted();
  }
}
