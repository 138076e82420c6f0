package dev.digitgan.runtime.grpc;

import io.grpc.BindableService;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.util.List;

/**
 * Server reflection under both of its names: many clients, grpcurl before 1.9, Postman and Python's
 * among them, know {@code grpc.reflection.v1alpha} alone.
 */
final class Reflection {
  private Reflection() {}

  @SuppressWarnings("deprecation") // The class of the older name is; the clients that ask are not.
  static List<BindableService> services() {
    return List.of(ProtoReflectionServiceV1.newInstance(), ProtoReflectionService.newInstance());
  }
}
