/** Charts as SVG text, light or dark as whoever looks at them wants it, and tables as Markdown. */
@NullMarked
package dev.digitgan.trainer.report.chart;

import org.jspecify.annotations.NullMarked;
