@NullMarked
package dev.rolecall.cache;

import org.jspecify.annotations.NullMarked;
