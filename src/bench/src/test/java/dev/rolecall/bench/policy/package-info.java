@NullMarked
package dev.rolecall.bench.policy;

import org.jspecify.annotations.NullMarked;
