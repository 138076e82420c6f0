/** Where training images come from, and the checks that they are what they claim to be. */
@NullMarked
package dev.digitgan.trainer.data;

import org.jspecify.annotations.NullMarked;
