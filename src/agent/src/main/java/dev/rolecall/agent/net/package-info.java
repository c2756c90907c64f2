/** Where the agent listens and where sts is. */
@NullMarked
package dev.rolecall.agent.net;

import org.jspecify.annotations.NullMarked;
