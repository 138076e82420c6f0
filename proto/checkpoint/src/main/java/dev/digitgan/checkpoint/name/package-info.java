/** The names of everything in a store: models, versions, channels, digests and object keys. */
@NullMarked
package dev.digitgan.checkpoint.name;

import org.jspecify.annotations.NullMarked;
