/** Digits drawn as a hand would: a pen path, an unsteady hand, ink on a 28 x 28 sheet. */
@NullMarked
package dev.digitgan.trainer.data.strokes;

import org.jspecify.annotations.NullMarked;
