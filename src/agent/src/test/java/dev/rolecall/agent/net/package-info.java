@NullMarked
package dev.rolecall.agent.net;

import org.jspecify.annotations.NullMarked;
