/** The classifier whose features the figures compare. */
@NullMarked
package dev.digitgan.trainer.quality.classifier;

import org.jspecify.annotations.NullMarked;
