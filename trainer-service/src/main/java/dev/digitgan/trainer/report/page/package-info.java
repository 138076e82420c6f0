/** A run on one page that needs no other file. */
@NullMarked
package dev.digitgan.trainer.report.page;

import org.jspecify.annotations.NullMarked;
