/** Counter-based random numbers: each is a function of its coordinates, not of earlier draws. */
@NullMarked
package dev.digitgan.random;

import org.jspecify.annotations.NullMarked;
