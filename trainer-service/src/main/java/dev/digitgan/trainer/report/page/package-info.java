/** A run on one page that needs nothing beside itself. */
@NullMarked
package dev.digitgan.trainer.report.page;

import org.jspecify.annotations.NullMarked;
