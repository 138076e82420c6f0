/** The object store that holds checkpoints: its interface, and a directory or memory behind it. */
@NullMarked
package dev.digitgan.store;

import org.jspecify.annotations.NullMarked;
