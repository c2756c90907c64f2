package dev.rolecall.image.train;

/**
 * How long a program takes from its start until it serves, in milliseconds.
 *
 * @param cached as its image starts it
 * @param plain without the cache of its classes
 */
public record StartTimes(long cached, long plain) {}
