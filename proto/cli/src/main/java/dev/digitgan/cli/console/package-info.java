/** How commands talk to people and to scripts: tables, JSON, progress, failures. */
@NullMarked
package dev.digitgan.cli.console;

import org.jspecify.annotations.NullMarked;
