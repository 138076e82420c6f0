/** A cache on the generator's own disk, to start from while the store is down. */
@NullMarked
package dev.digitgan.generator.cache;

import org.jspecify.annotations.NullMarked;
