/** Files that a service goes on reading while it runs. */
@NullMarked
package dev.digitgan.runtime.files;

import org.jspecify.annotations.NullMarked;
