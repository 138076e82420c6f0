/** What the command lines of the services share: user errors, ports, orderly shutdown. */
@NullMarked
package dev.digitgan.runtime.command;

import org.jspecify.annotations.NullMarked;
