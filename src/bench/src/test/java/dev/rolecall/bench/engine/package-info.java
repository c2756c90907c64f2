@NullMarked
package dev.rolecall.bench.engine;

import org.jspecify.annotations.NullMarked;
