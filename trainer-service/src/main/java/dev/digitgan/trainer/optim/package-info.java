/** Optimisers that keep their state in our own arrays. */
@NullMarked
package dev.digitgan.trainer.optim;

import org.jspecify.annotations.NullMarked;
