/** The parts of the generator, put together. */
@NullMarked
package dev.digitgan.generator.server;

import org.jspecify.annotations.NullMarked;
