/** The generator's process. */
@NullMarked
package dev.digitgan.generator;

import org.jspecify.annotations.NullMarked;
