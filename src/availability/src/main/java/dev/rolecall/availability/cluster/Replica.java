package dev.rolecall.availability.cluster;

import java.nio.file.Path;

/**
 * A replica of sts.
 *
 * @param number unlike any other's
 * @param disk that its audit is written to, a small file system of its own
 */
public record Replica(int number, Container container, Path disk) {}
