package dev.digitgan.runtime.load;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/**
 * Counts calls and puts the newest report into the trailers of each. A report is encoded when it is
 * measured, not for each call.
 */
public final class LoadTrailers implements ServerInterceptor {
  private static final Metadata.Key<byte[]> REPORT =
      Metadata.Key.of("endpoint-load-metrics-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private final LoadMeter meter;

  public LoadTrailers(LoadMeter meter) {
    this.meter = meter;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    return next.startCall(
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            meter.ended(status);
            Metadata reporting = new Metadata(); // Those of an exception may be of many calls.
            reporting.merge(trailers);
            reporting.put(REPORT, meter.reportBytes());
            super.close(status, reporting);
          }
        },
        headers);
  }
}
