package dev.rolecall.cache;

/**
 * How full a cache is.
 *
 * @param entries how many it holds
 * @param bytes of heap that they take
 */
public record CacheState(int entries, long bytes) {}
