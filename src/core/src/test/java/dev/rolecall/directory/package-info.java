@NullMarked
package dev.rolecall.directory;

import org.jspecify.annotations.NullMarked;
