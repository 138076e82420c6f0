/** The object store in a bucket of an S3 server. */
@NullMarked
package dev.digitgan.store.s3;

import org.jspecify.annotations.NullMarked;
