/** The environment's settings for outgoing connections: proxies and trusted authorities. */
@NullMarked
package dev.digitgan.outbound;

import org.jspecify.annotations.NullMarked;
