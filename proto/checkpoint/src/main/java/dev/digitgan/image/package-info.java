/** The shape of images, and PNG files of them. */
@NullMarked
package dev.digitgan.image;

import org.jspecify.annotations.NullMarked;
