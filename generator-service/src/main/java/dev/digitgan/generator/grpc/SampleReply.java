package dev.digitgan.generator.grpc;

import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.model.ModelLease;
import dev.digitgan.generator.model.ModelSlot;
import dev.digitgan.generator.sampling.SampleCall;
import dev.digitgan.generator.v1.SampleResponse;
import io.grpc.stub.ServerCallStreamObserver;
import org.jspecify.annotations.Nullable;

/** One call of Sample, answered by the worker that draws its last image. */
final class SampleReply {
  private final Sampling sampling;
  private final SampleOrder order;
  private final ServerCallStreamObserver<SampleResponse> observer;
  private final Caller caller = Caller.current();

  SampleReply(
      Sampling sampling, SampleOrder order, ServerCallStreamObserver<SampleResponse> observer) {
    this.sampling = sampling;
    this.order = order;
    this.observer = observer;
  }

  /** Starts on the handler's thread, or throws the reason for a refusal. */
  void start(ModelSlot models) {
    ModelLease lease = models.lease(order.version());
    ReplyMemory.Reservation memory = () -> {};
    try {
      ModelDescription model = lease.description();
      int count = (int) order.count();
      order.requireAnswerableBy(model);
      order.requireFitting(count, "n", model);
      memory =
          sampling
              .memory()
              .reserve(caller.client(), order.encoding().replyBytes(count, model.shape()));
      SampleCall call = sampling.engine().submit(caller.demand(order.range(0, count), lease));
      answerWhenDrawn(call, memory);
    } catch (RuntimeException e) {
      memory.close();
      lease.close();
      throw e;
    }
  }

  private void answerWhenDrawn(SampleCall call, ReplyMemory.Reservation memory) {
    observer.setOnCloseHandler(memory::close);
    observer.setOnCancelHandler(
        () -> {
          call.cancel();
          memory.close();
        });
    call.pixels()
        .whenComplete(
            (pixels, failure) -> {
              caller.trace(call);
              if (failure == null && order.encoding() != Encoding.RAW) {
                sampling.helpers().execute(() -> end(call, pixels, null));
              } else {
                end(call, pixels, failure);
              }
            });
  }

  private void end(SampleCall call, byte @Nullable [] pixels, @Nullable Throwable failure) {
    Throwable reason = failure;
    if (pixels != null && reason == null) {
      try {
        observer.onNext(response(call.description(), pixels));
        observer.onCompleted();
        sampling.listener().sent((int) order.count());
        sampling.listener().answered();
        return;
      } catch (RuntimeException e) {
        reason = e;
      }
    }
    if (reason != null) {
      observer.onError(sampling.errors().status(reason, order.count()));
    }
  }

  private SampleResponse response(ModelDescription model, byte[] pixels) {
    Encoding.Images images = sampling.encode(order.encoding(), pixels, model.shape());
    return SampleResponse.newBuilder()
        .setModel(sampling.messages(model).info())
        .setHeight(model.shape().height())
        .setWidth(model.shape().width())
        .setChannels(model.shape().channels())
        .setPixels(images.pixels())
        .addAllPng(images.png())
        .setOffset(order.offset())
        .setFingerprint(sampling.messages(model).fingerprint())
        .build();
  }
}
