/** Signatures of manifests by Ed25519, and the keys for them. */
@NullMarked
package dev.digitgan.checkpoint.signing;

import org.jspecify.annotations.NullMarked;
