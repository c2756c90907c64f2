@NullMarked
package dev.rolecall.sigv4.key;

import org.jspecify.annotations.NullMarked;
