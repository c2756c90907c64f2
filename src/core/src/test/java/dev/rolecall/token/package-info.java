@NullMarked
package dev.rolecall.token;

import org.jspecify.annotations.NullMarked;
