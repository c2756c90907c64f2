@NullMarked
package dev.rolecall.image;

import org.jspecify.annotations.NullMarked;
