/** The data sets of a store. */
@NullMarked
package dev.digitgan.checkpoint.dataset;

import org.jspecify.annotations.NullMarked;
