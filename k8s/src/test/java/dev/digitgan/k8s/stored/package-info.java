/** What earlier builds left in a store, and what this build makes of it. */
@NullMarked
package dev.digitgan.k8s.stored;

import org.jspecify.annotations.NullMarked;
