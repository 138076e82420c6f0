/** Access to a service: tokens, and the clients of calls. */
@NullMarked
package dev.digitgan.runtime.access;

import org.jspecify.annotations.NullMarked;
