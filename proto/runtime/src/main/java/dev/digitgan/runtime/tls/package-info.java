/** TLS of a service's main port, from PEM files. */
@NullMarked
package dev.digitgan.runtime.tls;

import org.jspecify.annotations.NullMarked;
