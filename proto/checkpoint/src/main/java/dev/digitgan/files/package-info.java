/** Files that an option or a variable names, and what is wrong with them. */
@NullMarked
package dev.digitgan.files;

import org.jspecify.annotations.NullMarked;
