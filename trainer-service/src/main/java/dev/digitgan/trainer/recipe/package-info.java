/** What is trained and how: networks, optimisers and sizes, one file a recipe. */
@NullMarked
package dev.digitgan.trainer.recipe;

import org.jspecify.annotations.NullMarked;
