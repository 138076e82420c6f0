package dev.digitgan.cli.fleet;

import dev.digitgan.cli.connection.ServerAddress;

/**
 * One process of a fleet.
 *
 * @param address with its port
 * @param name under which it was found, which its certificate is to bear
 */
record Replica(ServerAddress address, String name) {}
