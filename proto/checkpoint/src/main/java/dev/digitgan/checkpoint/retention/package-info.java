/** Clean-ups: which objects of a store are unneeded, and how to remove them safely. */
@NullMarked
package dev.digitgan.checkpoint.retention;

import org.jspecify.annotations.NullMarked;
