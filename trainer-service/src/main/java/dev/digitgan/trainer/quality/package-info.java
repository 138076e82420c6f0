/** The quality of samples, by figures that are compared with those of real images. */
@NullMarked
package dev.digitgan.trainer.quality;

import org.jspecify.annotations.NullMarked;
