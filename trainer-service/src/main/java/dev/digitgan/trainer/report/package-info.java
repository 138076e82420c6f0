/** What a run shows and writes for people: progress, tables and images. */
@NullMarked
package dev.digitgan.trainer.report;

import org.jspecify.annotations.NullMarked;
