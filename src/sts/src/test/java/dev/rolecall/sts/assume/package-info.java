@NullMarked
package dev.rolecall.sts.assume;

import org.jspecify.annotations.NullMarked;
