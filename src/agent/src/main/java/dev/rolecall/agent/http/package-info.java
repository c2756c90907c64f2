/** What the agent serves, on loopback or a link-local address. */
@NullMarked
package dev.rolecall.agent.http;

import org.jspecify.annotations.NullMarked;
