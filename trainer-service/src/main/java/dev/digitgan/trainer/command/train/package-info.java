/** The commands that train: train, replay, recipes, train-classifier and game1d. */
@NullMarked
package dev.digitgan.trainer.command.train;

import org.jspecify.annotations.NullMarked;
