/** The classifier in whose features images are compared. */
@NullMarked
package dev.digitgan.trainer.quality.classifier;

import org.jspecify.annotations.NullMarked;
