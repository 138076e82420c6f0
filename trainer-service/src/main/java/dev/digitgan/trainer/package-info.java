/** The trainer's command line. */
@NullMarked
package dev.digitgan.trainer;

import org.jspecify.annotations.NullMarked;
