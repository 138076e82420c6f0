/** The service as it is deployed, one process a replica, under load, swaps and restarts. */
@NullMarked
package dev.digitgan.k8s.load;

import org.jspecify.annotations.NullMarked;
