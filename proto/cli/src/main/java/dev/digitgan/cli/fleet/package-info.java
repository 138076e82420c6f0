/** Commands that ask every replica of a generator. */
@NullMarked
package dev.digitgan.cli.fleet;

import org.jspecify.annotations.NullMarked;
