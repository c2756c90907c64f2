@NullMarked
package dev.rolecall.agent.sts;

import org.jspecify.annotations.NullMarked;
