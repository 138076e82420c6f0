/** What a generator keeps on its own disk, to start from while the store is down. */
@NullMarked
package dev.digitgan.generator.cache;

import org.jspecify.annotations.NullMarked;
