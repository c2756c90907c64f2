@NullMarked
package dev.rolecall.binding;

import org.jspecify.annotations.NullMarked;
