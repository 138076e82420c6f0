/** What tests of several modules share. */
@NullMarked
package dev.digitgan.testing;

import org.jspecify.annotations.NullMarked;
