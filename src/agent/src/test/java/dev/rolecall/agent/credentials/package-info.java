@NullMarked
package dev.rolecall.agent.credentials;

import org.jspecify.annotations.NullMarked;
