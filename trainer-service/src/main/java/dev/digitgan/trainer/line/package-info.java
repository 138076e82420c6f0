/** The game on a line: one number instead of an image, so that all of it can be seen. */
@NullMarked
package dev.digitgan.trainer.line;

import org.jspecify.annotations.NullMarked;
