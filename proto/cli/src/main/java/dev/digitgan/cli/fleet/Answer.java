package dev.digitgan.cli.fleet;

import org.jspecify.annotations.Nullable;

/**
 * What a replica says.
 *
 * @param value null if it does not answer
 * @param problem why it does not
 */
record Answer<T>(Replica replica, @Nullable T value, String problem) {}
