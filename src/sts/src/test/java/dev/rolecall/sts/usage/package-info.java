@NullMarked
package dev.rolecall.sts.usage;

import org.jspecify.annotations.NullMarked;
