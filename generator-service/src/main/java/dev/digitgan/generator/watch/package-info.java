/** What should be served: follows the store and loads what is newer. */
@NullMarked
package dev.digitgan.generator.watch;

import org.jspecify.annotations.NullMarked;
