package dev.digitgan.runtime.tracing;

import io.grpc.Context;

/** Where a call's trace is found. */
final class CallTraces {
  static final CallTrace NONE =
      new CallTrace() {
        @Override
        public void part(String name, long startNanos, long endNanos) {}

        @Override
        public boolean isRecording() {
          return false;
        }
      };

  static final Context.Key<CallTrace> KEY = Context.keyWithDefault("dev.digitgan.trace", NONE);

  private CallTraces() {}
}
