/** What goes wrong in a game, and how one learns of it. */
@NullMarked
package dev.digitgan.trainer.alarm;

import org.jspecify.annotations.NullMarked;
