/** How busy a service is, told to clients that share calls out among replicas (ORCA). */
@NullMarked
package dev.digitgan.runtime.load;

import org.jspecify.annotations.NullMarked;
