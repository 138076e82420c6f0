package dev.digitgan.runtime.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Keeps the parts of a call below its span, on one clock with it. */
final class SpanTrace implements CallTrace {
  private final Tracer tracer;
  private final Context call;
  private final long originNanos = System.nanoTime();
  private final long originEpochNanos;

  SpanTrace(Tracer tracer, Span call, Instant start) {
    this.tracer = tracer;
    this.call = call.storeInContext(Context.root());
    this.originEpochNanos = TimeUnit.SECONDS.toNanos(start.getEpochSecond()) + start.getNano();
  }

  @Override
  public void part(String name, long startNanos, long endNanos) {
    tracer
        .spanBuilder(name)
        .setParent(call)
        .setStartTimestamp(epochNanos(startNanos), TimeUnit.NANOSECONDS)
        .startSpan()
        .end(epochNanos(endNanos), TimeUnit.NANOSECONDS);
  }

  @Override
  public boolean isRecording() {
    return true;
  }

  long epochNanos(long nanoTime) {
    return originEpochNanos + (nanoTime - originNanos);
  }
}
