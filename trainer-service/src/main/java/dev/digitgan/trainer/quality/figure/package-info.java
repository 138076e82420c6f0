/** Figures that compare two sets of images, computed without the engine. */
@NullMarked
package dev.digitgan.trainer.quality.figure;

import org.jspecify.annotations.NullMarked;
