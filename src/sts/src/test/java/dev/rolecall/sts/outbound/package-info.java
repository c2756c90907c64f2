@NullMarked
package dev.rolecall.sts.outbound;

import org.jspecify.annotations.NullMarked;
