package dev.digitgan.generator.grpc;

/** Told of each call that ends in an error. */
@FunctionalInterface
public interface RejectionListener {
  void rejected(ErrorReason reason);
}
