/** A training run: epochs of the game over a data set, reported to observers. */
@NullMarked
package dev.digitgan.trainer.run;

import org.jspecify.annotations.NullMarked;
