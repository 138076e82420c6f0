/** What came from outside, as people read it. */
@NullMarked
package dev.digitgan.text;

import org.jspecify.annotations.NullMarked;
