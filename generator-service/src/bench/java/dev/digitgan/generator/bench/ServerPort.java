package dev.digitgan.generator.bench;

/** What a server of the benchmark's own says first. */
record ServerPort(int port) {}
