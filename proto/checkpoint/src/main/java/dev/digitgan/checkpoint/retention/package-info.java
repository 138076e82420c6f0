/** Clean-ups: what of a store nothing needs any more, and how it is removed safely. */
@NullMarked
package dev.digitgan.checkpoint.retention;

import org.jspecify.annotations.NullMarked;
