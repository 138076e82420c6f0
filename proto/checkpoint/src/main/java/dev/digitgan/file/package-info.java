/** Files of this machine: how our programs check their names, read and write them. */
@NullMarked
package dev.digitgan.file;

import org.jspecify.annotations.NullMarked;
