/** Each figure beside a slow one that is written from its definition. */
@NullMarked
package dev.digitgan.trainer.quality.figure;

import org.jspecify.annotations.NullMarked;
