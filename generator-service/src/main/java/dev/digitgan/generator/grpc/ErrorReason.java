package dev.digitgan.generator.grpc;

/** Why a call failed. Clients rely on these names, which ErrorInfo carries. */
public enum ErrorReason {
  /** The request can never succeed; BadRequest says which fields are wrong. */
  INVALID_REQUEST(Outcome.REFUSED),
  /** The version, digest or channel is not loaded here. */
  NO_SUCH_VERSION(Outcome.REFUSED),
  /** No model is loaded yet. */
  NO_MODEL(Outcome.REFUSED),
  /** The server is ending. */
  DRAINING(Outcome.REFUSED),
  /** Too many images wait. */
  QUEUE_FULL(Outcome.REFUSED),
  /** Too many images of this client wait. */
  CLIENT_SHARE_FULL(Outcome.REFUSED),
  /** Too many bytes of answers wait for their readers. */
  UNREAD_REPLIES(Outcome.REFUSED),
  /** Too many calls of WatchModel are open. */
  TOO_MANY_WATCHES(Outcome.REFUSED),
  /** The images would have come after the deadline, so the call was refused at once. */
  DEADLINE_TOO_SHORT(Outcome.REFUSED),
  /** The deadline passed while the call waited or was drawn. */
  DEADLINE_PASSED(Outcome.EXPIRED),
  /** The caller went away. */
  CANCELLED(Outcome.CANCELLED),
  /** A defect of the server or of the model that it serves. */
  INTERNAL(Outcome.FAILED);

  /** How a call ended. */
  public enum Outcome {
    ANSWERED,
    REFUSED,
    EXPIRED,
    CANCELLED,
    FAILED
  }

  private final Outcome outcome;

  ErrorReason(Outcome outcome) {
    this.outcome = outcome;
  }

  public Outcome outcome() {
    return outcome;
  }
}
