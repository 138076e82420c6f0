/** Calls for images, cut into tiles that worker threads draw. */
@NullMarked
package dev.digitgan.generator.sampling;

import org.jspecify.annotations.NullMarked;
