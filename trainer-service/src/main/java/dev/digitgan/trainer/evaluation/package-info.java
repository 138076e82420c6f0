/** How good samples are, by figures that are measured against the real data's own. */
@NullMarked
package dev.digitgan.trainer.evaluation;

import org.jspecify.annotations.NullMarked;
