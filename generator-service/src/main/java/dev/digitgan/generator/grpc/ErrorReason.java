package dev.digitgan.generator.grpc;

/** Why a call failed, as it stands in its ErrorInfo: clients rely on these names. */
public enum ErrorReason {
  /** The request can never succeed; BadRequest says which fields are wrong. */
  INVALID_REQUEST,
  /** The version, digest or channel is not loaded here. */
  NO_SUCH_VERSION,
  /** Before the first model. */
  NO_MODEL,
  /** The server is ending. */
  DRAINING,
  /** Too many images wait. */
  QUEUE_FULL,
  /** The caller cancelled, or its deadline passed. */
  CANCELLED,
  /** A defect of the server or of the model that it serves. */
  INTERNAL
}
