/** The agent of a node over HTTP, as a process under load from this one, against a bare server. */
@NullMarked
package dev.rolecall.bench.agent;

import org.jspecify.annotations.NullMarked;
