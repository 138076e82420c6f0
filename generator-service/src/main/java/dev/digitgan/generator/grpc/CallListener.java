package dev.digitgan.generator.grpc;

import java.time.Duration;

/** Told how calls end, on the thread that ends them: must be quick and must not throw. */
public interface CallListener {
  /** The images of one response took {@code time} to become bytes of its encoding. */
  void encoded(Duration time);

  /** A response with {@code imageCount} images was handed to the network. */
  void sent(int imageCount);

  /** A call ended with all its responses. */
  void answered();

  /** A call ended with an error, {@code imageCount} of its images never sent. */
  void rejected(ErrorReason reason, long imageCount);
}
