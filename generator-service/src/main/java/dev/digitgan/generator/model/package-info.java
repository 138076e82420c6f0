/** Models in memory, leased to calls and freed when the last lease ends. */
@NullMarked
package dev.digitgan.generator.model;

import org.jspecify.annotations.NullMarked;
