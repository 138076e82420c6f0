/** The services' images, built and run. */
@NullMarked
package dev.digitgan.k8s.images;

import org.jspecify.annotations.NullMarked;
