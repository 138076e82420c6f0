/** The run over gRPC. */
@NullMarked
package dev.digitgan.trainer.grpc;

import org.jspecify.annotations.NullMarked;
