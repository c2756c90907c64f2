@NullMarked
package dev.rolecall.agent.http;

import org.jspecify.annotations.NullMarked;
