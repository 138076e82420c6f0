/** The common parts of the services' benchmarks: options, processes and cores. */
@NullMarked
package dev.digitgan.testing.bench;

import org.jspecify.annotations.NullMarked;
