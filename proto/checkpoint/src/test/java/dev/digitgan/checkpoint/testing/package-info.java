/** What tests of checkpoints share: small checkpoints, a clock, stores with a will of their own. */
@NullMarked
package dev.digitgan.checkpoint.testing;

import org.jspecify.annotations.NullMarked;
