/** Certificates and private keys of PEM files, read alike by the services and the command line. */
@NullMarked
package dev.digitgan.pem;

import org.jspecify.annotations.NullMarked;
