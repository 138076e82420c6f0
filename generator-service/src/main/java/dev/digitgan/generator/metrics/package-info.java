/** The metrics of this service. */
@NullMarked
package dev.digitgan.generator.metrics;

import org.jspecify.annotations.NullMarked;
