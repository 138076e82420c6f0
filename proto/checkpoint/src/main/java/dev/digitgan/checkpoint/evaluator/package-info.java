/** The classifiers that judge quality, and their evaluations of versions. */
@NullMarked
package dev.digitgan.checkpoint.evaluator;

import org.jspecify.annotations.NullMarked;
