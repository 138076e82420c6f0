/** Settings, threads, devices and identity of the tensor engine. */
@NullMarked
package dev.digitgan.runtime.engine;

import org.jspecify.annotations.NullMarked;
