/** Holds protos to what was recorded of them. */
@NullMarked
package dev.digitgan.compatibility;

import org.jspecify.annotations.NullMarked;
