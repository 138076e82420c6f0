/** Opens stores by name, with the settings of the environment. */
@NullMarked
package dev.digitgan.store.location;

import org.jspecify.annotations.NullMarked;
