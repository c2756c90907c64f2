@NullMarked
package dev.rolecall.identity;

import org.jspecify.annotations.NullMarked;
