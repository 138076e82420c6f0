/** Whether a model may replace another. */
@NullMarked
package dev.digitgan.trainer.evaluation.gate;

import org.jspecify.annotations.NullMarked;
