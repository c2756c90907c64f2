package dev.rolecall.bench.measure;

/**
 * What is held against what.
 *
 * @param name a benchmark: its method, with its parameters where it has any
 * @param peer another one of the same family, likewise
 */
public record Comparison(String name, String peer) {}
