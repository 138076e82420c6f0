/** The pipeline that retrains, gates and promotes. */
@NullMarked
package dev.digitgan.k8s.pipeline;

import org.jspecify.annotations.NullMarked;
