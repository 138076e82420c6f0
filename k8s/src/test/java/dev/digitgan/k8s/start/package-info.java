/** How the programs are started, and rules that their sources keep. */
@NullMarked
package dev.digitgan.k8s.start;

import org.jspecify.annotations.NullMarked;
