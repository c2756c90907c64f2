@NullMarked
package dev.rolecall.isolation;

import org.jspecify.annotations.NullMarked;
