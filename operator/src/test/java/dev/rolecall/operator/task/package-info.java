@NullMarked
package dev.rolecall.operator.task;

import org.jspecify.annotations.NullMarked;
