/** The checkpoint protocol: blobs, then the manifest, which is the commit. */
@NullMarked
package dev.digitgan.checkpoint.version;

import org.jspecify.annotations.NullMarked;
