/** Figures that say how near one set of images is to another. No engine in here. */
@NullMarked
package dev.digitgan.trainer.quality.figure;

import org.jspecify.annotations.NullMarked;
