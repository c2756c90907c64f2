@NullMarked
package dev.rolecall.json;

import org.jspecify.annotations.NullMarked;
