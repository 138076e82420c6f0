/** What is deployed, looked at without a cluster. */
@NullMarked
package dev.digitgan.k8s.manifests;

import org.jspecify.annotations.NullMarked;
