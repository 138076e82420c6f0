/** Traces of calls, by OpenTelemetry. None of it runs if tracing is off. */
@NullMarked
package dev.digitgan.runtime.tracing;

import org.jspecify.annotations.NullMarked;
