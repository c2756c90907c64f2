@NullMarked
package dev.rolecall.text;

import org.jspecify.annotations.NullMarked;
