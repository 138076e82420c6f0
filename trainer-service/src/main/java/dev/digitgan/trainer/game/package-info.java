/** The game: the losses of both players, and the rounds in which they play. */
@NullMarked
package dev.digitgan.trainer.game;

import org.jspecify.annotations.NullMarked;
