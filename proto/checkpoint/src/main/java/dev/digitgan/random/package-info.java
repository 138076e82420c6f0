/**
 * Counter-based random numbers: a value is a function of its coordinates, never of how many were
 * drawn before.
 */
@NullMarked
package dev.digitgan.random;

import org.jspecify.annotations.NullMarked;
