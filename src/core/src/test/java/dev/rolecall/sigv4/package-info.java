@NullMarked
package dev.rolecall.sigv4;

import org.jspecify.annotations.NullMarked;
