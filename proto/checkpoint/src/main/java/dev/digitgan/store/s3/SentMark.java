package dev.digitgan.store.s3;

import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Marks a request that is about to be sent. One that failed before that, for want of credentials or
 * of a usable endpoint say, has certainly no effect.
 */
final class SentMark implements ExecutionInterceptor {
  /** Set to true when the request is handed to the connection. */
  static final ExecutionAttribute<AtomicBoolean> SENT = new ExecutionAttribute<>("digitgan-sent");

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    AtomicBoolean sent = attributes.getAttribute(SENT);
    if (sent != null) {
      sent.set(true);
    }
  }
}
