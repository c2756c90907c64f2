@NullMarked
package dev.rolecall.policy;

import org.jspecify.annotations.NullMarked;
