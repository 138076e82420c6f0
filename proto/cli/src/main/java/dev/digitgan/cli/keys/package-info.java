/** Commands about the keys by which manifests are signed. */
@NullMarked
package dev.digitgan.cli.keys;

import org.jspecify.annotations.NullMarked;
