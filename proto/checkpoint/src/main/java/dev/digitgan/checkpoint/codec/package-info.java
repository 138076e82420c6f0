/** Converts records and weights to and from bytes; what is missing differs from what is wrong. */
@NullMarked
package dev.digitgan.checkpoint.codec;

import org.jspecify.annotations.NullMarked;
