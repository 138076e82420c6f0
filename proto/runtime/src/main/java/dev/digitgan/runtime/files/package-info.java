/** Files that a service reads again while it runs, and the folder of its caches. */
@NullMarked
package dev.digitgan.runtime.files;

import org.jspecify.annotations.NullMarked;
