/** The tree's shell scripts, called in the ways that people call them. */
@NullMarked
package dev.digitgan.k8s.scripts;

import org.jspecify.annotations.NullMarked;
