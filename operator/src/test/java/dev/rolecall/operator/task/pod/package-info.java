@NullMarked
package dev.rolecall.operator.task.pod;

import org.jspecify.annotations.NullMarked;
