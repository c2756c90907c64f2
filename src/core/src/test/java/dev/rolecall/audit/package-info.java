@NullMarked
package dev.rolecall.audit;

import org.jspecify.annotations.NullMarked;
