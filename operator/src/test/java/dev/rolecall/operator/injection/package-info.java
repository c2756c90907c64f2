@NullMarked
package dev.rolecall.operator.injection;

import org.jspecify.annotations.NullMarked;
