/**
 * A cluster of one node: a real API server, the programs as they are deployed, who restarts them.
 */
@NullMarked
package dev.rolecall.availability.cluster;

import org.jspecify.annotations.NullMarked;
