/** The alarms: problems of a game or its samples, and how to find them. */
@NullMarked
package dev.digitgan.trainer.quality.alarm;

import org.jspecify.annotations.NullMarked;
