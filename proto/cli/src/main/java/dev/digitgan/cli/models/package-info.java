/** Commands about the models in a store: list, show, verify, promote, roll back, clean up, diff. */
@NullMarked
package dev.digitgan.cli.models;

import org.jspecify.annotations.NullMarked;
