@NullMarked
package dev.rolecall.limit;

import org.jspecify.annotations.NullMarked;
