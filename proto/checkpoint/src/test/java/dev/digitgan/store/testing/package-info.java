/** Stores that fail, stores that count, and an S3 server: for the tests of every module. */
@NullMarked
package dev.digitgan.store.testing;

import org.jspecify.annotations.NullMarked;
