/** Files of this machine, as all programs of ours write and name them. */
@NullMarked
package dev.digitgan.file;

import org.jspecify.annotations.NullMarked;
