package dev.rolecall.agent.caller;

import java.net.InetAddress;

/**
 * What the kernel says of a connection.
 *
 * @param source the address of its other end
 * @param interfaceIndex of the interface that it came in by, of this network namespace; 1 is
 *     loopback: a process on the host's network
 */
public record Connection(InetAddress source, int interfaceIndex) {}
