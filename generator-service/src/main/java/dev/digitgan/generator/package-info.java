/** The generator service: its command line, and its parts put together. */
@NullMarked
package dev.digitgan.generator;

import org.jspecify.annotations.NullMarked;
