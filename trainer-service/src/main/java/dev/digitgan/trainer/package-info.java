/** The trainer's process. */
@NullMarked
package dev.digitgan.trainer;

import org.jspecify.annotations.NullMarked;
