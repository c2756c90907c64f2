@NullMarked
package dev.rolecall.sts.node;

import org.jspecify.annotations.NullMarked;
