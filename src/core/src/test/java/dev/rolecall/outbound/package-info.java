@NullMarked
package dev.rolecall.outbound;

import org.jspecify.annotations.NullMarked;
