/** The classifiers by which figures of quality are made, and what they said of versions. */
@NullMarked
package dev.digitgan.checkpoint.evaluator;

import org.jspecify.annotations.NullMarked;
