/** A run in the files that TensorBoard reads. */
@NullMarked
package dev.digitgan.trainer.report.tensorboard;

import org.jspecify.annotations.NullMarked;
