/** Layers of discriminators alone: no manifest describes them, and no generator has them. */
@NullMarked
package dev.digitgan.trainer.layer;

import org.jspecify.annotations.NullMarked;
