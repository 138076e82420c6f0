/** Commands that ask one running generator. */
@NullMarked
package dev.digitgan.cli.generator;

import org.jspecify.annotations.NullMarked;
