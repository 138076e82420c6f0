/** Follows the store and loads the versions that should be served. */
@NullMarked
package dev.digitgan.generator.watch;

import org.jspecify.annotations.NullMarked;
