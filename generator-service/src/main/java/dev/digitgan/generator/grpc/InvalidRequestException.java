package dev.digitgan.generator.grpc;

import java.util.List;
import java.util.stream.Collectors;

/** The request can never succeed: the caller must change the named fields. */
final class InvalidRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  /**
   * One wrong field and why it is wrong.
   *
   * @param field as in the .proto file
   */
  record Violation(String field, String description) {}

  InvalidRequestException(List<Violation> violations) {
    super(
        violations.stream()
            .map(violation -> violation.field() + ": " + violation.description())
            .collect(Collectors.joining("; ")));
    this.violations = List.copyOf(violations);
  }

  InvalidRequestException(String field, String description) {
    this(List.of(new Violation(field, description)));
  }

  List<Violation> violations() {
    return violations;
  }
}
