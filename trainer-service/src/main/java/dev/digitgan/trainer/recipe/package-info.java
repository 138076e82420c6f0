/** The recipes, one file each: networks, losses and optimisers, and their settings. */
@NullMarked
package dev.digitgan.trainer.recipe;

import org.jspecify.annotations.NullMarked;
