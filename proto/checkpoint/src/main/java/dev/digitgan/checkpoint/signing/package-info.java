/** Ed25519 signatures of manifests, and their keys. */
@NullMarked
package dev.digitgan.checkpoint.signing;

import org.jspecify.annotations.NullMarked;
