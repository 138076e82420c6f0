/** How the text log shows an event; logback.xml names these classes. */
@NullMarked
package dev.digitgan.runtime.logging;

import org.jspecify.annotations.NullMarked;
