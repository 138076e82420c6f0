/** Networks as data with their forward pass, shared by the trainer and the generator. */
@NullMarked
package dev.digitgan.network;

import org.jspecify.annotations.NullMarked;
