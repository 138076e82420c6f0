/** Rules that the packages of all modules keep. */
@NullMarked
package dev.digitgan.k8s.architecture;

import org.jspecify.annotations.NullMarked;
