/** The classifier in whose features images are compared. */
@NullMarked
package dev.digitgan.trainer.evaluation.classifier;

import org.jspecify.annotations.NullMarked;
