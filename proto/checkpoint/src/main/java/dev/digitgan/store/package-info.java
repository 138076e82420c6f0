/** The object store: where checkpoints are, whatever holds them. */
@NullMarked
package dev.digitgan.store;

import org.jspecify.annotations.NullMarked;
