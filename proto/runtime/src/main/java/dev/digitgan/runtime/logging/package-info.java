/** The converters of the text log, which logback.xml names. */
@NullMarked
package dev.digitgan.runtime.logging;

import org.jspecify.annotations.NullMarked;
