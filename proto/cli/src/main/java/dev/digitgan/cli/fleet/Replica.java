package dev.digitgan.cli.fleet;

/**
 * One process of a fleet.
 *
 * @param address with its port
 * @param name under which it was found, which its certificate is to bear
 */
record Replica(String address, String name) {}
