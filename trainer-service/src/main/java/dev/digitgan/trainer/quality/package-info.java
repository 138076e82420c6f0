/** How good samples are, by figures that are measured against the real data's own. */
@NullMarked
package dev.digitgan.trainer.quality;

import org.jspecify.annotations.NullMarked;
