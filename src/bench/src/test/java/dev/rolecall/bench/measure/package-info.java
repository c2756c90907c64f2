@NullMarked
package dev.rolecall.bench.measure;

import org.jspecify.annotations.NullMarked;
