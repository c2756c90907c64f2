@NullMarked
package dev.rolecall.agent;

import org.jspecify.annotations.NullMarked;
