/** Benchmarks of the service against the bare engine, bare gRPC and a Python server. */
@NullMarked
package dev.digitgan.generator.bench;

import org.jspecify.annotations.NullMarked;
