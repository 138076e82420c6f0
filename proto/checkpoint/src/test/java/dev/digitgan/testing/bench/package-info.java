/** What the services' benchmarks have in common: processes, cores, and what they ran on. */
@NullMarked
package dev.digitgan.testing.bench;

import org.jspecify.annotations.NullMarked;
