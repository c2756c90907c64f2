@NullMarked
package dev.rolecall.operator.tls;

import org.jspecify.annotations.NullMarked;
