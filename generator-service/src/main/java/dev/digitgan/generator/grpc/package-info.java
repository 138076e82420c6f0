/** The gRPC service: checks requests, writes responses and maps failures to statuses. */
@NullMarked
package dev.digitgan.generator.grpc;

import org.jspecify.annotations.NullMarked;
