package dev.digitgan.runtime.http;

import java.util.Optional;

/** Whether a service can do its work now. Called by several threads. */
@FunctionalInterface
public interface Readiness {
  /** Why not, in a few words; empty = ready. */
  Optional<String> obstacle();
}
