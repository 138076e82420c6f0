/** The command line for people. */
@NullMarked
package dev.digitgan.cli;

import org.jspecify.annotations.NullMarked;
