/** Networks as data, and their forward pass, which the trainer and the generator share. */
@NullMarked
package dev.digitgan.network;

import org.jspecify.annotations.NullMarked;
