/** Calls for images cut into tiles and drawn by worker threads. */
@NullMarked
package dev.digitgan.generator.sampling;

import org.jspecify.annotations.NullMarked;
