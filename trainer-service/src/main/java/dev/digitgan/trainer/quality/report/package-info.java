/** Reports of quality, for people and for programs. */
@NullMarked
package dev.digitgan.trainer.quality.report;

import org.jspecify.annotations.NullMarked;
