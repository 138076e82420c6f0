@org.jspecify.annotations.NullMarked
package dev.digitgan.trainer.report.tensorboard;
