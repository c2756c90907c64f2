@NullMarked
package dev.rolecall.trust;

import org.jspecify.annotations.NullMarked;
