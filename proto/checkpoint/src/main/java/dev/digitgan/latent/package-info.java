/** Latents as a function of seed and index: the first half of the seed contract. */
@NullMarked
package dev.digitgan.latent;

import org.jspecify.annotations.NullMarked;
