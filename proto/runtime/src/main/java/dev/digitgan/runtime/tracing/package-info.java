/** Traces of calls, by OpenTelemetry. Nothing of it runs where tracing is off. */
@NullMarked
package dev.digitgan.runtime.tracing;

import org.jspecify.annotations.NullMarked;
