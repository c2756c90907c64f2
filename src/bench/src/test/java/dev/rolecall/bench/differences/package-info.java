@NullMarked
package dev.rolecall.bench.differences;

import org.jspecify.annotations.NullMarked;
