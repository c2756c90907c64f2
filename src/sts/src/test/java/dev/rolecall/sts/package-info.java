@NullMarked
package dev.rolecall.sts;

import org.jspecify.annotations.NullMarked;
