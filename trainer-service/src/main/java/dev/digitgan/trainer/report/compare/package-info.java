/** Runs side by side: how good they became, and in which time. */
@NullMarked
package dev.digitgan.trainer.report.compare;

import org.jspecify.annotations.NullMarked;
