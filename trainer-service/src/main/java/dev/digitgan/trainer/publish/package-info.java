/** A run's generator as a checkpoint. */
@NullMarked
package dev.digitgan.trainer.publish;

import org.jspecify.annotations.NullMarked;
