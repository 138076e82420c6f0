/** The gRPC face: requests checked, responses written, failures as statuses. */
@NullMarked
package dev.digitgan.generator.grpc;

import org.jspecify.annotations.NullMarked;
