/** Images of digits, and the PNG files that show them. */
@NullMarked
package dev.digitgan.image;

import org.jspecify.annotations.NullMarked;
