/** Commands about data sets in a store. */
@NullMarked
package dev.digitgan.cli.datasets;

import org.jspecify.annotations.NullMarked;
