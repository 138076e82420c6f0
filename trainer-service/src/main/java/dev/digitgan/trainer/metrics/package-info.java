/** The run in Prometheus. */
@NullMarked
package dev.digitgan.trainer.metrics;

import org.jspecify.annotations.NullMarked;
