/** Records and weights as bytes, and back: what is missing is told apart from what is wrong. */
@NullMarked
package dev.digitgan.checkpoint.codec;

import org.jspecify.annotations.NullMarked;
