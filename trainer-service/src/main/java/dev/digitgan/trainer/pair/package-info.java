/** The generator and the discriminator in training, with their images on the device. */
@NullMarked
package dev.digitgan.trainer.pair;

import org.jspecify.annotations.NullMarked;
