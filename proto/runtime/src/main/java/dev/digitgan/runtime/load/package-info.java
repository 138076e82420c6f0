/** Reports of a service's load to clients that balance calls among replicas (ORCA). */
@NullMarked
package dev.digitgan.runtime.load;

import org.jspecify.annotations.NullMarked;
