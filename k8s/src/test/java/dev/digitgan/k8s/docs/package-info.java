/** The documentation: its links, and what in it is made from the programs. */
@NullMarked
package dev.digitgan.k8s.docs;

import org.jspecify.annotations.NullMarked;
