/** What the service has to stand: many callers, swaps, restarts, overload and hostile input. */
@NullMarked
package dev.digitgan.generator.load;

import org.jspecify.annotations.NullMarked;
