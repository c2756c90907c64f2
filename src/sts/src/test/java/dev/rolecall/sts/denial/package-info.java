@NullMarked
package dev.rolecall.sts.denial;

import org.jspecify.annotations.NullMarked;
