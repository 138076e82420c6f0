/** Text that people read and write: durations, numbers, and text from outside made visible. */
@NullMarked
package dev.digitgan.text;

import org.jspecify.annotations.NullMarked;
