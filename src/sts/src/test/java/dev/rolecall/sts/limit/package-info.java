@NullMarked
package dev.rolecall.sts.limit;

import org.jspecify.annotations.NullMarked;
