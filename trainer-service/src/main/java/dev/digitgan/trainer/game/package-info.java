/** The game itself: what the discriminator maximises and the generator minimises, step by step. */
@NullMarked
package dev.digitgan.trainer.game;

import org.jspecify.annotations.NullMarked;
