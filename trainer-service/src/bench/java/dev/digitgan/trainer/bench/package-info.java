/** The benchmark of training: our rounds of the game compared with those of others. */
@NullMarked
package dev.digitgan.trainer.bench;

import org.jspecify.annotations.NullMarked;
