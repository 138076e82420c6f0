/** The commands that judge models: evaluate, gate and compare. */
@NullMarked
package dev.digitgan.trainer.command.judge;

import org.jspecify.annotations.NullMarked;
