/** What goes wrong in a game, and how one learns of it. */
@NullMarked
package dev.digitgan.trainer.quality.alarm;

import org.jspecify.annotations.NullMarked;
