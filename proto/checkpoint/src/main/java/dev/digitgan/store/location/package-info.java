/** Stores by name, as the environment sets them up. */
@NullMarked
package dev.digitgan.store.location;

import org.jspecify.annotations.NullMarked;
