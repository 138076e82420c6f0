/**
 * Benchmarks of the generator service as a process of its own, against the bare engine, bare gRPC
 * and a Python server. {@link dev.digitgan.generator.bench.ServingBenchmark} runs them all.
 */
@NullMarked
package dev.digitgan.generator.bench;

import org.jspecify.annotations.NullMarked;
