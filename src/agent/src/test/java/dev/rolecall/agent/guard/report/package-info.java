@NullMarked
package dev.rolecall.agent.guard.report;

import org.jspecify.annotations.NullMarked;
