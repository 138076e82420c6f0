/** The saved states and the owner of a training run. */
@NullMarked
package dev.digitgan.checkpoint.run;

import org.jspecify.annotations.NullMarked;
