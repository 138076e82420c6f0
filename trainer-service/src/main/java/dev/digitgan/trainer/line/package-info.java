/** The game on a line: one number instead of an image, so that a chart can show all of it. */
@NullMarked
package dev.digitgan.trainer.line;

import org.jspecify.annotations.NullMarked;
