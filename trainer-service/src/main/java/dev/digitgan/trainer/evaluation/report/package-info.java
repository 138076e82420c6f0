/** Reports of quality for people and for programs. */
@NullMarked
package dev.digitgan.trainer.evaluation.report;

import org.jspecify.annotations.NullMarked;
