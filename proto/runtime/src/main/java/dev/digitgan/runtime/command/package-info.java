/** What the command lines of the services share: the log, ports and orderly shutdown. */
@NullMarked
package dev.digitgan.runtime.command;

import org.jspecify.annotations.NullMarked;
