/** Who may call a service, and who a call comes from. */
@NullMarked
package dev.digitgan.runtime.access;

import org.jspecify.annotations.NullMarked;
