/** The checkpoint protocol: blobs, then the manifest, whose presence is the commit. */
@NullMarked
package dev.digitgan.checkpoint;

import org.jspecify.annotations.NullMarked;
