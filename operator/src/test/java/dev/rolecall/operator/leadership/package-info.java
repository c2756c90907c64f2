@NullMarked
package dev.rolecall.operator.leadership;

import org.jspecify.annotations.NullMarked;
