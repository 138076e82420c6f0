/**
 * Figures that compare two sets of images, computed without the engine. All refuse too few rows and
 * numbers out of range by an IllegalArgumentException.
 */
@NullMarked
package dev.digitgan.trainer.quality.figure;

import org.jspecify.annotations.NullMarked;
