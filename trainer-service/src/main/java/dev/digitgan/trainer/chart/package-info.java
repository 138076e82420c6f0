/** Charts as SVG text, light or dark as whoever looks at them wants it. */
@NullMarked
package dev.digitgan.trainer.chart;

import org.jspecify.annotations.NullMarked;
