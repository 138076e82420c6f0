/** The sources of training images, and the checks of their files. */
@NullMarked
package dev.digitgan.trainer.data;

import org.jspecify.annotations.NullMarked;
