/** The generator's command line. */
@NullMarked
package dev.digitgan.generator.command;

import org.jspecify.annotations.NullMarked;
