/** Objects named by digest: secured before a commit, and verified when read. */
@NullMarked
package dev.digitgan.checkpoint.blob;

import org.jspecify.annotations.NullMarked;
