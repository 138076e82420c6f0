/** How fast a round of the game is played, beside how fast others play it. */
@NullMarked
package dev.digitgan.trainer.bench;

import org.jspecify.annotations.NullMarked;
