/** What the command lines of all our programs share: options, exit statuses, the terminal. */
@NullMarked
package dev.digitgan.command;

import org.jspecify.annotations.NullMarked;
