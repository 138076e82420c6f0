/** Commands about what a store holds: models, channels, data sets, and keys for signatures. */
@NullMarked
package dev.digitgan.cli.store;

import org.jspecify.annotations.NullMarked;
