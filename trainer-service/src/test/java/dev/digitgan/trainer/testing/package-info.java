/** What tests of the trainer share. */
@NullMarked
package dev.digitgan.trainer.testing;

import org.jspecify.annotations.NullMarked;
