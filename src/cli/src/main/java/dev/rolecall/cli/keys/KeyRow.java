package dev.rolecall.cli.keys;

import java.time.Instant;

/**
 * A key as it is listed.
 *
 * @param use what it is used for now
 */
public record KeyRow(String id, Instant created, String use) {}
