/** How servers are reached: TLS, tokens, and what they refuse. */
@NullMarked
package dev.digitgan.cli.connection;

import org.jspecify.annotations.NullMarked;
