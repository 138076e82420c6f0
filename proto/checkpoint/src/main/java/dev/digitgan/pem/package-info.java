/** Certificates and private keys in PEM files, for the services and the command line. */
@NullMarked
package dev.digitgan.pem;

import org.jspecify.annotations.NullMarked;
