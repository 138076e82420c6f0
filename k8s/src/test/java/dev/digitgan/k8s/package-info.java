/** The pair of services as processes, talking over real sockets and a real store. */
@NullMarked
package dev.digitgan.k8s;

import org.jspecify.annotations.NullMarked;
