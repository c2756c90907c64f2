@NullMarked
package dev.rolecall.directory.association;

import org.jspecify.annotations.NullMarked;
