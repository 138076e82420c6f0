/** Runs side by side: how good they became, and how long that took. */
@NullMarked
package dev.digitgan.trainer.report.compare;

import org.jspecify.annotations.NullMarked;
