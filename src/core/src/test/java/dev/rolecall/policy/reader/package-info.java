@NullMarked
package dev.rolecall.policy.reader;

import org.jspecify.annotations.NullMarked;
