/** Options that several of the trainer's commands share, and the store that they open. */
@NullMarked
package dev.digitgan.trainer.command.options;

import org.jspecify.annotations.NullMarked;
