/** The HTTP port of a service: metrics, readiness and a page that links to both. */
@NullMarked
package dev.digitgan.runtime.http;

import org.jspecify.annotations.NullMarked;
