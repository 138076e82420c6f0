/** Assembles the parts of the generator. */
@NullMarked
package dev.digitgan.generator.server;

import org.jspecify.annotations.NullMarked;
