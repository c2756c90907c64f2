@NullMarked
package dev.rolecall.operator.node;

import org.jspecify.annotations.NullMarked;
