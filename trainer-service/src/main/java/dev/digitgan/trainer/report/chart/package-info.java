/** Charts as SVG text, light or dark as the reader prefers. */
@NullMarked
package dev.digitgan.trainer.report.chart;

import org.jspecify.annotations.NullMarked;
