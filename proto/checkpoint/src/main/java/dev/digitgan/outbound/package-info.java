/** What the environment says about connections to others: proxies, and authorities to trust. */
@NullMarked
package dev.digitgan.outbound;

import org.jspecify.annotations.NullMarked;
