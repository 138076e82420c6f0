/** Optimisers whose state lies in our own arrays. */
@NullMarked
package dev.digitgan.trainer.optim;

import org.jspecify.annotations.NullMarked;
