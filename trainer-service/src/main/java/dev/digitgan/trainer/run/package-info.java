/** A training run: epochs of the game over a data set, told to whoever listens. */
@NullMarked
package dev.digitgan.trainer.run;

import org.jspecify.annotations.NullMarked;
