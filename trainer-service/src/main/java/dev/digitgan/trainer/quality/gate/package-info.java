/** The gate: the decision whether a model may replace another. */
@NullMarked
package dev.digitgan.trainer.quality.gate;

import org.jspecify.annotations.NullMarked;
