/** A service to call, and what it is called with. */
@NullMarked
package dev.digitgan.runtime.testing;

import org.jspecify.annotations.NullMarked;
