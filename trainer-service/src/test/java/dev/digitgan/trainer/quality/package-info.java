/** Long tests of what comes out. */
@NullMarked
package dev.digitgan.trainer.quality;

import org.jspecify.annotations.NullMarked;
