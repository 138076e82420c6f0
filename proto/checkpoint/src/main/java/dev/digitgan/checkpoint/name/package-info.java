/** What everything in a store is called: models, versions, channels, digests and object keys. */
@NullMarked
package dev.digitgan.checkpoint.name;

import org.jspecify.annotations.NullMarked;
