/** The gRPC ports of a service: the main one and the plain-text admin one. */
@NullMarked
package dev.digitgan.runtime.grpc;

import org.jspecify.annotations.NullMarked;
