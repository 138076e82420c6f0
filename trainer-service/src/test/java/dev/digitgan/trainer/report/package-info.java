@NullMarked
package dev.digitgan.trainer.report;

import org.jspecify.annotations.NullMarked;
