/** Downloads one file from the first of several mirrors that delivers it intact. */
@NullMarked
package dev.digitgan.trainer.data.fetch;

import org.jspecify.annotations.NullMarked;
