/** What a run leaves for people: progress, history.csv and sheets. */
@NullMarked
package dev.digitgan.trainer.report;

import org.jspecify.annotations.NullMarked;
